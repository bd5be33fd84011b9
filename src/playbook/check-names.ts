import { closest } from '../model/closest.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorAt, type Fault, type Words, where } from './fault.ts'
import {
  isIntentFile,
  isTopicFile,
  type Outline,
  placeOfText,
  valueAt,
  type Written,
} from './outline.ts'
import { repeats } from './repeats.ts'
import { placeOf, type YamlFile } from './yaml-file.ts'

/** Ids: equal to the file's name, used once, and known where they are referred to. */
export const checkNames = (
  files: readonly YamlFile[],
  outline: Outline,
  channels?: readonly string[],
): Fault[] => {
  const { answers, flows, quick, unread } = outline
  const flowIds = flows.flatMap(({ id }) => id ?? [])
  const topicUnread = unread.some((file) => isTopicFile({ file }))
  return [
    ...files.flatMap(checkFileName),
    ...checkOnce(
      answers.flatMap(({ id }) => id ?? []),
      '回复',
      'answer',
    ),
    ...checkOnce(flowIds, '取证流程', 'flow'),
    ...checkOnce(
      quick.flatMap(({ id }) => id ?? []),
      '快捷回复',
      'quick reply',
    ),
    ...flows.flatMap(({ slots }) => checkOnce(slots, '凭证', 'slot')),
    ...checkIntentReferences(outline),
    ...(topicUnread ? [] : checkFlowReferences(outline, flowIds)),
    ...(topicUnread ? [] : checkAnswerReferences(outline)),
    ...checkRuleReferences(outline),
    ...(channels ? checkChannels(outline, channels) : []),
    ...checkOneFlow(outline),
  ]
}

const checkFileName = (file: YamlFile): Fault[] => {
  if (!isIntentFile(file) && !isTopicFile(file)) return []
  const field = isIntentFile(file) ? 'id' : 'topic'
  const id = valueAt(file.value, [field])
  if (typeof id !== 'string' || id === file.name) return []
  return [
    errorAt(
      placeOf(file, [field]),
      [
        `「${field}」是「${id}」，和文件名「${file.name}」不一样`,
        `"${field}" is "${id}" but the file is named "${file.name}"`,
      ],
      [
        `写成 ${field}: ${file.name}，或者把文件改名为 ${id}.yaml`,
        `write ${field}: ${file.name}, or rename the file to ${id}.yaml`,
      ],
    ),
  ]
}

const checkOnce = (ids: readonly Written[], zh: string, en: string): Fault[] =>
  repeats(ids, ({ text }) => text).map(([id, earlier]) => {
    const at = where(placeOfText(earlier))
    return errorAt(
      placeOfText(id),
      [
        `${zh}编号「${id.text}」重复了，${at} 已经用过`,
        `${en} id "${id.text}" is already used at ${at}`,
      ],
      ['换一个编号', 'choose another id'],
    )
  })

/** An intent goes by its file's name, so that a misspelt `id` is one fault and not twenty. */
const checkIntentReferences = ({
  intents,
  answers,
  flows,
  handoffIntents,
  phraseIntents,
  queueIntents,
  caseIntents,
  unread,
}: Outline): Fault[] => {
  const known = new Set([
    ...intents.map(({ id }) => id),
    ...unread.map((file) => file.replace(/^intents\/|\.yaml$/g, '')),
  ])
  const used = [
    ...[...answers, ...flows].flatMap((user) => user.intents),
    ...flows.flatMap(({ optionIntents }) => optionIntents),
  ]
  const named = [...used, ...handoffIntents, ...phraseIntents, ...queueIntents, ...caseIntents]
  return named.flatMap((name) =>
    known.has(name.text) ? [] : [unknown(name, known, '意图', 'intent')],
  )
}

const checkFlowReferences = (
  { answers, namedFlows }: Outline,
  flowIds: readonly Written[],
): Fault[] => {
  const known = new Set(flowIds.map(({ text }) => text))
  const named = answers.flatMap(({ collect, invites }) => [collect ?? [], invites ?? []].flat())
  return [...named, ...namedFlows].flatMap((name) =>
    known.has(name.text) ? [] : [unknown(name, known, '取证流程', 'flow')],
  )
}

const checkAnswerReferences = ({ answers, namedAnswers }: Outline): Fault[] => {
  const known = new Set(answers.flatMap(({ id }) => id?.text ?? []))
  return namedAnswers.flatMap((name) =>
    known.has(name.text) ? [] : [unknown(name, known, '回复', 'answer')],
  )
}

const checkRuleReferences = ({ namedRules, severityRules, unread }: Outline): Fault[] => {
  if (unread.includes('replies/severity.yaml')) return []
  const known = new Set(severityRules.map(({ text }) => text))
  return namedRules.flatMap((name) =>
    known.has(name.text) ? [] : [unknown(name, known, '轻重缓急规则', 'severity rule')],
  )
}

/** Of `web/demo` the channel; its accounts are set up elsewhere. */
const checkChannels = ({ channels: used }: Outline, channels: readonly string[]): Fault[] => {
  const known = new Set(channels)
  return used.flatMap((name) => {
    const [channel = ''] = name.text.split('/')
    return known.has(channel) ? [] : [unknown({ ...name, text: channel }, known, '渠道', 'channel')]
  })
}

/** So many names help; more are a wall. */
const mostListed = 40

const unknown = (name: Written, known: ReadonlySet<string>, zh: string, en: string): Fault => {
  const meant = closest(name.text, known)
  const [askZh, askEn] = didYouMean(meant)
  const message: Words = [
    `没有叫「${name.text}」的${zh}${askZh}`,
    `there is no ${en} "${name.text}"${askEn}`,
  ]
  if (meant !== undefined || known.size === 0) return errorAt(placeOfText(name), message)
  const some = [...known].slice(0, mostListed)
  const more = known.size > mostListed ? ['……', ', …'] : ['', '']
  return errorAt(placeOfText(name), message, [
    `可以写：${some.join('、')}${more[0]}`,
    `known: ${some.join(', ')}${more[1]}`,
  ])
}

const checkOneFlow = ({ flows }: Outline): Fault[] =>
  repeats(
    flows.flatMap(({ intents }) => intents),
    ({ text }) => text,
  ).map(([intent, earlier]) => {
    const at = where(placeOfText(earlier))
    return errorAt(
      placeOfText(intent),
      [
        `意图「${intent.text}」有两个取证流程，另一个在 ${at}`,
        `intent "${intent.text}" opens two flows, the other is at ${at}`,
      ],
      ['一个意图只能打开一个取证流程，删掉其中一处', 'keep one of the two'],
    )
  })
