import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir } from './playbook-dir.ts'

const routing = (...lines: readonly string[]) => ({ 'replies/routing.yaml': lines.join('\n') })

const cases: readonly [behaviour: string, lines: readonly string[], ...faults: string[]][] = [
  [
    'an agent who is there twice',
    ['agents:', '  - login: lin', '  - login: chen', '  - login: lin'],
    'replies/routing.yaml:4:12 账号「lin」写了两遍，另一处在 replies/routing.yaml:2:12',
  ],
  [
    'a team that is there twice',
    [
      'teams:',
      '  - { id: money, skills: {} }',
      '  - { id: money, skills: {} }',
      'agents: [{ login: lin, teams: [money] }]',
    ],
    'replies/routing.yaml:3:11 小组「money」写了两遍，另一处在 replies/routing.yaml:2:11',
  ],
  [
    'a team that is not there',
    ['teams: [{ id: money, skills: {} }]', 'agents: [{ login: lin, teams: [money, mony] }]'],
    'replies/routing.yaml:2:39 没有叫「mony」的小组，是不是想写「money」？',
  ],
  [
    'an intent that is not there, of an agent or of a team',
    [
      'teams:',
      '  - id: money',
      '    skills: { intents: [refnd] }',
      'agents:',
      '  - { login: lin, teams: [money], skills: { intents: [nonsense] } }',
    ],
    'replies/routing.yaml:3:25 没有叫「refnd」的意图，是不是想写「refund」？',
    'replies/routing.yaml:5:55 没有叫「nonsense」的意图',
  ],
  [
    'a step of the escalation that never comes',
    ['escalate:', '  - { do: assign }'],
    'replies/routing.yaml:2:7 缺少「after_waiting」（排队多久之后）',
  ],
  [
    'a problem class that nobody knows',
    ['agents:', '  - login: lin', '    skills: { problem_classes: [质量] }'],
    'replies/routing.yaml:3:33 「problem_classes」（问题分类）不能是「质量」',
  ],
  [
    'a shop that is none',
    ['agents:', '  - login: lin', '    skills: { shops: ["淘宝"] }'],
    'replies/routing.yaml:3:23 「shops」（店铺）的写法不对：「淘宝」',
  ],
  [
    'a level that is none',
    ['agents:', '  - login: lin', '    skills: { severity: [4] }'],
    'replies/routing.yaml:3:26 「severity」（严重程度）不能是「4」',
  ],
  [
    'more than anybody can do',
    ['others: { capacity: 500 }'],
    'replies/routing.yaml:1:21 「capacity」（同时接几个）最多是 50',
  ],
  [
    'a misspelt field',
    ['agents:', '  - login: lin', '    capcity: 3'],
    'replies/routing.yaml:3:5 不认识的字段「capcity」，是不是想写「capacity」？',
  ],
]

test.each(cases)('%s', async (_behaviour, lines, ...faults) => {
  expect(await errorsOf(routing(...lines))).toEqual(faults)
})

test('a team without members is warned of', async () => {
  expect(await warningsOf(routing('teams: [{ id: money, skills: {} }]'))).toEqual([
    'replies/routing.yaml:1:15 小组「money」里没有人',
  ])
})

test('by hand, a step that would assign is warned of', async () => {
  const lines = ['assign: by_hand', 'escalate: [{ after_waiting: 5m, do: assign }]']
  expect(await warningsOf(routing(...lines))).toEqual([
    'replies/routing.yaml:2:37 assign 是 by_hand，不会自动分配，这一步只会提醒',
  ])
})

test('without the file everybody takes everything, five at a time', async () => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir() })
  expect(loaded.ok && loaded.playbook.routing).toEqual({
    assign: 'automatic',
    agent_silent_after: 120_000,
    at_once: 2,
    offer_again_after: 60_000,
    idle_after: 7_200_000,
    others: { capacity: 5 },
    teams: [],
    agents: [],
    escalate: [],
  })
})
