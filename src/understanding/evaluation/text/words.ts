import type { Locale } from '../figures.ts'
import type { Run } from '../report.ts'

const count = (value: number): string => value.toLocaleString('en-US')

/** The printed report's words. */
export const words = {
  'zh-CN': {
    engine: '引擎',
    test: ({ test, reports }: Run) => `测试  ${test}，${count(reports[0]?.lines ?? 0)} 句`,
    train: ({ train, perClass, examples, intents }: Run) =>
      `训练  ${train ?? '本店知识库'}，${count(examples)} 句，${intents} 个意图${
        perClass === undefined ? '' : `（每个意图只取前 ${perClass} 句）`
      }`,
    known: (lines: number) => `注意  ${count(lines)} 句在训练里原样出现过`,
    untrained: (intents: readonly string[]) =>
      `注意  训练里没有这些意图，它们的句子不可能答对：${listed(intents, '、')}`,
    ratio: '延迟 p50 倍数',
    intents: ['意图', '句数', '精确率', '召回率', 'F1'],
    noConfusions: '没有认错的句子',
    confusions: (pairs: number) => `认错的意图（${count(pairs)} 对，多的在前）`,
    pair: (expected: string, got: string) => `${expected} 被认成 ${got}`,
    nearest: '最近的例句',
    more: (lines: number) => `……还有 ${count(lines)} 句，见网页报告`,
    since: (when: string, test: string) => `与 ${when} 的结果相比（${test}）`,
    noBefore: '那一次没有测这个引擎',
    unmatched: (lines: number) =>
      `注意  有 ${count(lines)} 句只在其中一次测过，数字的变化也包含这个原因`,
    gained: '进步最多的意图（F1）',
    lost: '退步最多的意图（F1）',
    becameWrong: (lines: number) => `变错 ${count(lines)} 句`,
    becameRight: (lines: number) => `变对 ${count(lines)} 句`,
    turned: (intent: string, before: string, after: string) =>
      `应是 ${intent}，原先 ${before}，现在 ${after}`,
  },
  en: {
    engine: 'engine',
    test: ({ test, reports }: Run) => `test   ${test}, ${count(reports[0]?.lines ?? 0)} lines`,
    train: ({ train, perClass, examples, intents }: Run) =>
      `train  ${train ?? "the shop's playbook"}, ${count(examples)} lines, ${intents} intents${
        perClass === undefined ? '' : ` (the first ${perClass} of each)`
      }`,
    known: (lines: number) => `note   ${count(lines)} lines stand word for word in the training`,
    untrained: (intents: readonly string[]) =>
      `note   not in the training, so never right: ${listed(intents, ', ')}`,
    ratio: 'latency p50, times',
    intents: ['intent', 'lines', 'precision', 'recall', 'F1'],
    noConfusions: 'no confusions',
    confusions: (pairs: number) => `confusions (${count(pairs)} pairs, most frequent first)`,
    pair: (expected: string, got: string) => `${expected} taken for ${got}`,
    nearest: 'nearest example',
    more: (lines: number) => `… ${count(lines)} more lines in the HTML report`,
    since: (when: string, test: string) => `since ${when} (${test})`,
    noBefore: 'that run did not measure this engine',
    unmatched: (lines: number) =>
      `note   ${count(lines)} lines are in one of the two runs alone; figures differ for that as well`,
    gained: 'intents that gained most (F1)',
    lost: 'intents that lost most (F1)',
    becameWrong: (lines: number) => `${count(lines)} lines became wrong`,
    becameRight: (lines: number) => `${count(lines)} lines became right`,
    turned: (intent: string, before: string, after: string) =>
      `should be ${intent}, was ${before}, is ${after}`,
  },
} as const satisfies Readonly<Record<Locale, unknown>>

export type Words = (typeof words)[Locale]

const mostListed = 12

const listed = (names: readonly string[], comma: string): string =>
  names.length > mostListed
    ? `${names.slice(0, mostListed).join(comma)}${comma}…（${names.length}）`
    : names.join(comma)
