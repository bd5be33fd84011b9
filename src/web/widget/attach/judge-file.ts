import type { zh } from './words.ts'

const known = /^(audio|image\/(jpeg|png|gif|webp|hei)|video\/(mp4|quicktime|webm|3gp|x-m4v)|.*pdf)/

/**
 * Why the server would not take a file, as far as the page can tell before sending it. A file whose
 * type the browser does not know is left to the server, which looks inside.
 */
export function judgeFile({ size, type }: Pick<File, 'size' | 'type'>, texts: typeof zh) {
  if (size === 0) return texts.emptyFile
  if (type !== '' && !known.test(type)) return texts.wrongType
  const megabytes = /^$|video/.test(type) ? 50 : 10
  return size > megabytes * 1024 * 1024 ? texts.tooLarge(megabytes) : null
}
