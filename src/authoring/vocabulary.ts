import { sentenceVariables, variables } from '../model/variables.ts'
import type { Named, Vocabulary } from '../model/wire/authoring.ts'
import { editorSchemas, type Playbook } from '../playbook/index.ts'

/** What may be written, for completion: the names of the playbook in force, and every field. */
export const vocabularyOf = (playbook: Playbook, shopFile: string): Vocabulary => ({
  schemas: Object.fromEntries(editorSchemas().map(({ kind, text }) => [kind, JSON.parse(text)])),
  intents: [...playbook.intents.values()].map(({ id, title }) => ({ id, title })),
  answers: [...playbook.answers.values()].map(({ id, reply }) => ({ id, title: beginning(reply) })),
  flows: [...playbook.flows.values()].map(({ id, title }) => ({ id, title })),
  rules: playbook.severity.rules.map(({ id, because }) => ({ id, title: because })),
  groups: playbook.lexicon.groups.map(({ name }) => name),
  shop: shopKeys(shopFile),
  variables: [...new Set([...variables, ...Object.values(sentenceVariables).flat()])],
})

const beginning = (reply: string): string => {
  const [line = ''] = reply.split('\n')
  return line.length > 30 ? `${line.slice(0, 30)}…` : line
}

/** With what stands in it, or what the comment says belongs there. */
const shopKeys = (text: string): readonly Named[] =>
  [...text.matchAll(/^ +([a-z][a-z0-9_]*):[ \t]*([^#\n]*?)[ \t]*(?:#[ \t]*(.*))?$/gm)].map(
    ([, id = '', value = '', comment = '']) => ({
      id,
      title: value === '' || value.startsWith('待填写') ? comment : value,
    }),
  )
