import { expect, test } from 'vitest'
import { readWords } from '../support/read-words.ts'
import { wordlessSources } from '../support/web-words.ts'

/** Words that stand in code and why. */
const known: Readonly<Record<string, readonly string[]>> = {
  // The one file on the shop's own page: its few words travel in it.
  'widget/embed.ts': [
    '售后客服',
    '客服窗口没有打开，请检查网络后再点一次',
    '售後客服',
    '客服視窗沒有打開，請檢查網路後再點一次',
  ],
  // Gaps are shown as they are marked in the words that are put in.
  'console/view/panel-knowledge.tsx': ['【$1】'],
  // The name of a variable, as it is written in a reply.
  'console/playbook/editor/completion.ts': ['shop.'],
}

test.each(wordlessSources)('%s has no words for people in it', (file, source) => {
  const found = readWords(file, source)
  expect(found.filter((text) => !known[file]?.includes(text))).toEqual([])
})

test.each([
  ['<b>Hello {name}</b>', ['Hello']],
  ['<b>{isNew ? "New" : texts.old}</b>', ['New']],
  ['<input placeholder="Search" className="wide" />', ['Search']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template
  ['<i aria-label={`Page ${n}`} data-kind="page" />', ['Page']],
  ['toast({ title: "Saved", key: "saved" })', ['Saved']],
  ['names.join("、")', ['、']],
  ['<td>{row.state === "open" && <b>·</b>}</td>', []],
  ['<b title={texts.title} aria-hidden="true">‹ · 1/2</b>', []],
])('in %s the words are %j', (source, words) => {
  expect(readWords('a.tsx', `export const a = () => ${source}`)).toEqual(words)
})
