import { closest } from '../model/closest.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorAt, type Fault, warningAt, where } from './fault.ts'
import { type Outline, placeOfText, type RoutingOutline, type Written } from './outline.ts'
import { repeats } from './repeats.ts'

/** Who gets what: nobody twice, and no team or intent that is not there. */
export const checkRouting = ({ routing, intents, unread }: Outline): Fault[] => {
  if (routing === undefined) return []
  const knownIntents = new Set([
    ...intents.map(({ id }) => id),
    ...unread.map((file) => file.replace(/^intents\/|\.yaml$/g, '')),
  ])
  const knownTeams = new Set(routing.teams.map(({ text }) => text))
  return [
    ...checkOnce(routing.logins, '账号', 'login'),
    ...checkOnce(routing.teams, '小组', 'team'),
    ...checkKnown(routing.memberships, knownTeams, '小组', 'team'),
    ...checkKnown(routing.intents, knownIntents, '意图', 'intent'),
    ...checkMembers(routing),
    ...checkByHand(routing),
  ]
}

const checkOnce = (names: readonly Written[], zh: string, en: string): Fault[] =>
  repeats(names, ({ text }) => text).map(([name, earlier]) => {
    const at = where(placeOfText(earlier))
    return errorAt(
      placeOfText(name),
      [`${zh}「${name.text}」写了两遍，另一处在 ${at}`, `${en} "${name.text}" is also at ${at}`],
      ['合成一处', 'make one of the two'],
    )
  })

const checkKnown = (
  names: readonly Written[],
  known: ReadonlySet<string>,
  zh: string,
  en: string,
): Fault[] =>
  names
    .filter(({ text }) => !known.has(text))
    .map((name) => {
      const [askZh, askEn] = didYouMean(closest(name.text, known))
      return errorAt(placeOfText(name), [
        `没有叫「${name.text}」的${zh}${askZh}`,
        `there is no ${en} "${name.text}"${askEn}`,
      ])
    })

const checkMembers = ({ teams, memberships }: RoutingOutline): Fault[] => {
  const used = new Set(memberships.map(({ text }) => text))
  return teams
    .filter(({ text }) => !used.has(text))
    .map((team) =>
      warningAt(
        placeOfText(team),
        [`小组「${team.text}」里没有人`, `team "${team.text}" has no members`],
        ['在 agents 里给成员写上 teams', 'name it under "teams" of its members'],
      ),
    )
}

const checkByHand = ({ assign, escalations }: RoutingOutline): Fault[] =>
  assign?.text !== 'by_hand'
    ? []
    : escalations
        .filter(({ text }) => text === 'assign')
        .map((step) =>
          warningAt(
            placeOfText(step),
            [
              'assign 是 by_hand，不会自动分配，这一步只会提醒',
              'assign is by_hand, so this step only tells',
            ],
            ['写 do: tell，或者把 assign 改成 automatic', 'write do: tell, or assign: automatic'],
          ),
        )
