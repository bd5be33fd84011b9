import { checkDates } from './check-dates.ts'
import { checkOffered } from './check-offered.ts'
import { errorAt, type Fault, warningAt } from './fault.ts'
import { type AnswerOutline, type Outline, placeOfText, valueAt } from './outline.ts'
import { usesOrder } from './template.ts'
import { placeOf, placeOfKey } from './yaml-file.ts'

/** Whether every answer can be reached, and every request gets an answer. */
export const checkReplies = (outline: Outline): Fault[] => [
  ...outline.answers.flatMap((answer) => checkReachable(answer, outline.namedAnswers)),
  ...outline.answers.flatMap(({ file, path }) => checkDates(file, [...path, 'when', 'dates'])),
  ...checkOffered(outline),
  ...(outline.unread.some((file) => !file.startsWith('intents/')) ? [] : checkAnswered(outline)),
]

const checkReachable = (
  { file, path, id }: AnswerOutline,
  named: Outline['namedAnswers'],
): Fault[] => {
  // A reply to somebody's question, and to nothing else.
  if (named.some(({ text }) => text === id?.text)) return []
  const given = ['intents', 'keywords', 'questions'].some((field) => {
    const value = valueAt(file.value, [...path, field])
    return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
  })
  if (given) return []
  return [
    errorAt(
      placeOf(file, path),
      [
        `回复「${id?.text ?? ''}」没有写什么时候用`,
        `answer "${id?.text ?? ''}" says nowhere when it is used`,
      ],
      [
        '至少写一样：intents（意图）、keywords（关键词）或 questions（相似问法）',
        'give intents, keywords or questions',
      ],
    ),
  ]
}

const checkAnswered = ({ intents, answers, flows, handoffIntents }: Outline): Fault[] => {
  const opening = new Set(flows.flatMap((flow) => flow.intents.map(({ text }) => text)))
  const handedOff = new Set(handoffIntents.map(({ text }) => text))
  return intents.flatMap(({ file, id, role }) => {
    if (opening.has(id) || handedOff.has(id)) return []
    const own = answers.filter((answer) => answer.intents.some(({ text }) => text === id))
    const [first] = own
    if (first) return own.every(mayBePassedOver) ? [noFallback(first, id)] : []
    if (role !== 'request') return []
    return [
      errorAt(
        placeOfKey(file, ['id']),
        [
          `意图「${id}」是顾客的请求，但没有任何回复或取证流程`,
          `intent "${id}" is a request without an answer or a flow`,
        ],
        [
          `在 replies/ 里写一条回复，intents 里列出 ${id}`,
          `write an answer in replies/ with ${id} in its intents`,
        ],
      ),
    ]
  })
}

/** An answer with a condition, or with a variable that may have no value, may not apply. */
const mayBePassedOver = ({ conditional, reply }: AnswerOutline) =>
  conditional || (reply !== undefined && usesOrder(reply.text))

const noFallback = ({ file, path, id }: AnswerOutline, intent: string): Fault =>
  warningAt(
    id ? placeOfText(id) : placeOf(file, path),
    [
      `意图「${intent}」没有兜底回复：每条回复都有条件或订单变量，都不符合时只能转人工`,
      `intent "${intent}" has no fallback: each answer has conditions or order variables`,
    ],
    ['再写一条没有 when、也不用订单变量的回复', 'add an answer without conditions and variables'],
  )
