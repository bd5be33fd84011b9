import { closest } from '../model/closest.ts'
import type { Role } from '../model/people.ts'
import { type Fault, type Place, readYaml, type Words } from '../playbook/index.ts'
import { actions, type CaseFile, caseFile, type StepFile } from './case-file.ts'
import type { Expectation } from './expectation.ts'
import type { ShopTime } from './shop-time.ts'
import { type Buyer, stranger } from './stage.ts'
import { changeOf } from './ticket-change.ts'

export type Action = (typeof actions)[number]

/** An agent who may act in a story. */
export interface Player {
  readonly login: string
  readonly name: string
  readonly role: Role
}

/** A scripted conversation, checked: every name in it leads somewhere. */
export interface Story {
  readonly file: string
  readonly title: string
  readonly about: readonly string[]
  readonly buyer: Buyer
  readonly channel: string
  readonly startAt: number
  readonly pending?: string
  readonly steps: readonly Step[]
}

export interface Step {
  readonly action: Action
  readonly words: StepFile
  readonly as: Buyer
  readonly place: Place
  readonly expect: Expectation
  /** Where a field of what is expected stands. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/** Who and what a story may name. */
export interface Known {
  readonly buyers: readonly Buyer[]
  readonly players: readonly Player[]
  readonly shopTime: ShopTime
}

export type ReadStory =
  | { readonly ok: true; readonly story: Story }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Reads one file; `dir` is where its name starts from. */
export const readStory = async (dir: string, file: string, known: Known): Promise<ReadStory> => {
  const read = await readYaml(dir, file, caseFile)
  if (!read.ok) return read
  const { content, placeOf } = read
  const faults = faultsOf(content, read.faultAt, known)
  const startAt = known.shopTime.parse(content.at)
  if (faults.length > 0 || startAt === undefined) return { ok: false, faults }
  const buyerOf = (id: string | undefined): Buyer =>
    known.buyers.find((buyer) => buyer.id === id) ?? stranger
  const steps = content.steps.flatMap((words, index): Step[] => {
    const [action] = actionsOf(words)
    if (action === undefined) return []
    return [
      {
        action,
        words,
        as: buyerOf(words.as ?? content.buyer),
        place: placeOf(['steps', index]),
        expect: words.expect ?? {},
        placeOf: (path) => placeOf(['steps', index, 'expect', ...path]),
      },
    ]
  })
  const { case: title, about, channel, pending } = content
  const story = { file, title, about, channel, startAt, steps, buyer: buyerOf(content.buyer) }
  return { ok: true, story: pending === undefined ? story : { ...story, pending } }
}

type FaultAt = (path: readonly PropertyKey[], message: Words, remedy?: Words) => Fault

/** What no schema sees: names that lead nowhere, and steps in which nothing or too much happens. */
const faultsOf = (content: CaseFile, faultAt: FaultAt, known: Known): Fault[] => {
  const unknownBuyer = (id: string | undefined, path: readonly PropertyKey[]) =>
    unknown(
      id,
      known.buyers.map((buyer) => buyer.id),
      ['买家', 'buyer'],
      (...words) => faultAt(path, ...words),
    )
  return [
    ...(known.shopTime.parse(content.at) === undefined
      ? [faultAt(['at'], [`没有 ${content.at} 这个时间`, `there is no such time: ${content.at}`])]
      : []),
    ...unknownBuyer(content.buyer, ['buyer']),
    ...content.steps.flatMap((step, index) => [
      ...unknownBuyer(step.as, ['steps', index, 'as']),
      ...(['agent', 'gives'] as const).flatMap((field) =>
        unknown(
          step[field],
          known.players.map(({ login }) => login),
          ['坐席', 'agent'],
          (...words) => faultAt(['steps', index, field], ...words),
        ),
      ),
      ...actionFaults(step, (...words) => faultAt(['steps', index], ...words)),
    ]),
  ]
}

const unknown = (
  name: string | undefined,
  names: readonly string[],
  [zh, en]: Words,
  fault: (message: Words, remedy: Words) => Fault,
): Fault[] => {
  if (name === undefined || names.includes(name)) return []
  const meant = closest(name, names)
  const [most, more] = [names.slice(0, 8), names.length > 8 ? ' …' : '']
  return [
    fault(
      meant === undefined
        ? [`没有${zh}「${name}」`, `there is no ${en} "${name}"`]
        : [
            `没有${zh}「${name}」，是不是想写「${meant}」？`,
            `there is no ${en} "${name}"; did you mean "${meant}"?`,
          ],
      [`可以写：${most.join('、')}${more}`, `one of: ${most.join(', ')}${more}`],
    ),
  ]
}

const actionsOf = (step: StepFile): Action[] =>
  actions.filter((action) => step[action] !== undefined)

const actionFaults = (
  step: StepFile,
  fault: (message: Words, remedy?: Words) => Fault,
): Fault[] => {
  const done = actionsOf(step)
  if (done.length !== 1) {
    const list = actions.join('、')
    return [
      done.length === 0
        ? fault(
            ['这一步里什么也没发生', 'nothing happens in this step'],
            [`写其中一样：${list}`, `write one of: ${actions.join(', ')}`],
          )
        : fault(
            [`这一步里有 ${done.join('、')} 几件事`, `this step holds ${done.join(', ')}`],
            ['一步只写一件事，分成几步', 'one thing a step: make several steps of it'],
          ),
    ]
  }
  const deeds = [step.does, step.replies, step.gives, step.changes].filter(
    (deed) => deed !== undefined,
  )
  if (deeds.length === (step.agent === undefined ? 0 : 1)) return changeFaults(step, fault)
  return [
    fault(
      step.agent === undefined
        ? ['没有写是哪位坐席', 'no agent is named']
        : ['没有写坐席做什么，或者写了两样', 'the agent does nothing, or two things'],
      [
        '写 { agent: lin, does: take }、{ agent: lin, replies: 您好 } 或 { agent: lin, changes: … }',
        'write { agent: lin, does: take }, { agent: lin, replies: <text> } or { agent: lin, changes: … }',
      ],
    ),
  ]
}

const changeFaults = (
  { changes }: StepFile,
  fault: (message: Words, remedy?: Words) => Fault,
): Fault[] =>
  changes === undefined || changeOf(changes, []) !== undefined
    ? []
    : [
        fault(
          [
            'changes 里没有写改什么，或者写了几样',
            'changes names nothing to change, or several things',
          ],
          [
            '写其中一样，例如 { stage: proposed }、{ note: 已通话 }、{ vote: agree }',
            'write one, such as { stage: proposed }, { note: <text> }, { vote: agree }',
          ],
        ),
      ]
