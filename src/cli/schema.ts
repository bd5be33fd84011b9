import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { editorSchemas } from '../playbook/index.ts'
import { type Command, print } from './io.ts'

/** Writes the schemas that editors complete and check the playbook's YAML by. */
export const schema: Command = async ({ config }) => {
  const say = texts[config.locale]
  for (const { file, text } of editorSchemas()) {
    const path = join(config.playbookDir, file)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    print(say.written(file))
  }
  print(say.done)
  return 0
}

const texts = {
  'zh-CN': {
    written: (file: string) => `写好 ${file}`,
    done: '编辑器用的 JSON Schema 是最新的；YAML 第一行的 # yaml-language-server 会用到它们。',
  },
  en: {
    written: (file: string) => `wrote ${file}`,
    done: 'The JSON Schemas for editors are up to date; the line "# yaml-language-server" of each YAML names one.',
  },
} as const
