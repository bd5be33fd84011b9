import type { Words } from './fault.ts'

/** How a sentence about an unknown name ends; with nothing where no known name is near it. */
export const didYouMean = (meant: string | undefined): Words =>
  meant ? [`，是不是想写「${meant}」？`, `; did you mean "${meant}"?`] : ['', '']
