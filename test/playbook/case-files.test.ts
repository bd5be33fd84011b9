import { describe, expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/index.ts'
import { errorsOf, warningsOf } from './faults-of.ts'
import { aPlaybookDir } from './playbook-dir.ts'

const file = (name: string, ...lines: readonly string[]) => ({
  [`replies/${name}.yaml`]: `${lines.join('\n')}\n`,
})

const rule = (id: string, when: string, level = 1) =>
  `  - { id: ${id}, level: ${level}, because: 因为, when: { ${when} } }`

const severity = (...rules: readonly string[]) => file('severity', 'rules:', ...rules)

const clocks = (...lines: readonly string[]) =>
  file('severity', 'levels:', '  1:', '    name: 急', '    clocks:', ...lines)

test('without the files there are no rules and no clocks, and people are there around the clock', async () => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir() })
  expect(loaded.ok && loaded.playbook).toMatchObject({
    severity: { levels: {}, rules: [] },
    calendar: { days: [] },
    cases: { symptoms: [], root_causes: [] },
    clocks: { reply: { channels: {} }, soothe_after: 60_000 },
  })
})

describe('rules of severity', () => {
  test('an unknown intent', async () => {
    expect(await errorsOf(severity(rule('a', 'intents: [damagde]')))).toEqual([
      'replies/severity.yaml:2:55 没有叫「damagde」的意图，是不是想写「damaged」？',
    ])
  })

  test('an id twice', async () => {
    const faults = await errorsOf(severity(rule('a', 'urgent: true'), rule('a', 'urgent: false')))
    expect(faults).toEqual([
      'replies/severity.yaml:3:11 编号「a」重复了，replies/severity.yaml:2:11 已经用过',
    ])
  })

  test('a rule that never holds', async () => {
    expect(await errorsOf(severity(rule('a', 'words: [漏电, 电了], not_words: [电]')))).toEqual([
      'replies/severity.yaml:2:52 「a」永远不成立：words 里的词都会先被 not_words 去掉',
    ])
  })

  test('a word that is always taken out, and an exception to nothing', async () => {
    const when = 'words: [漏电, 漏电了], not_words: [漏电了, 怕触电]'
    expect(await warningsOf(severity(rule('a', when)))).toEqual([
      'replies/severity.yaml:2:57 「漏电了」会先被 not_words 的「漏电了」去掉，写了不起作用',
      'replies/severity.yaml:2:80 「怕触电」里没有 words 的词，写了不起作用',
    ])
  })

  test.each([
    ['the same', 'urgent: true', 'urgent: true'],
    ['no condition at all', '', 'urgent: true'],
    ['one condition less', 'urgent: true', 'urgent: true, emotion_at_least: 2'],
    ['more intents', 'intents: [refund, damaged]', 'intents: [damaged]'],
    ['a smaller amount', 'order_amount_over: 500', 'order_amount_over: 2000'],
    ['less emotion', 'emotion_at_least: 1', 'emotion_at_least: 3'],
    ['shorter words', 'words: [漏电, 生日]', 'words: [漏电了]'],
    ['fewer exceptions', 'words: [漏电]', 'words: [漏电], not_words: [没漏电]'],
    ['fewer excuses', 'urgent: true', 'urgent: true, unless: [想买]'],
    ['either kind of day', 'occasion: near_or_passed', 'occasion: passed'],
    ['a shorter time', 'delivered_over: 24h', 'delivered_over: 7d'],
  ])('a rule below one that asks for %s is never reached', async (_, above, below) => {
    expect(await warningsOf(severity(rule('wide', above), rule('narrow', below)))).toEqual([
      'replies/severity.yaml:3:11 永远轮不到「narrow」：它符合的时候，上面的「wide」（replies/severity.yaml:2:11）已经符合了',
    ])
  })

  test.each([
    ['another condition', 'urgent: true', 'emotion_at_least: 2'],
    ['one condition more', 'urgent: true, emotion_at_least: 2', 'urgent: true'],
    ['fewer intents', 'intents: [damaged]', 'intents: [refund, damaged]'],
    ['a greater amount', 'order_amount_over: 2000', 'order_amount_over: 500'],
    ['longer words', 'words: [漏电了]', 'words: [漏电]'],
    ['more exceptions', 'words: [漏电], not_words: [没漏电]', 'words: [漏电]'],
    ['more excuses', 'urgent: true, unless: [想买]', 'urgent: true'],
    ['one kind of day', 'occasion: passed', 'occasion: near_or_passed'],
    ['the opposite', 'urgent: true', 'urgent: false'],
  ])('a rule below one that asks for %s is reached', async (_, above, below) => {
    expect(await warningsOf(severity(rule('wide', above), rule('narrow', below)))).toEqual([])
  })

  test.each([
    ['of level 1 leaves one of level 3', 1, 3, true],
    ['of level 3 leaves one of level 1', 3, 1, true],
    ['of level 2 ends the reading', 2, 1, false],
    ['of level 3 leaves one of level 2', 3, 2, true],
  ])('a wider rule above %s', async (_, above, below, isReached) => {
    const rules = severity(rule('wide', 'urgent: true', above), rule('same', 'urgent: true', below))
    expect((await warningsOf(rules)).length === 0).toBe(isReached)
  })

  test.each([
    [
      'one word less beside',
      'words: [漏电], beside: [手]',
      'words: [漏电], beside: [手, 脚]',
      true,
    ],
    ['more words beside', 'words: [漏电], beside: [手, 脚]', 'words: [漏电], beside: [手]', false],
    ['nothing beside', 'words: [漏电]', 'words: [漏电], beside: [手]', false],
    ['nothing that forbids it', 'words: [漏电]', 'words: [漏电], not_beside: [放假]', false],
    ['what forbids it', 'words: [漏电], not_beside: [放假]', 'words: [漏电]', true],
  ])('a rule below one with %s', async (_, above, below, isReached) => {
    const rules = severity(rule('wide', above), rule('narrow', below))
    expect((await warningsOf(rules)).length === 0).toBe(isReached)
  })

  test('an exception to what excuses, or stands beside, is of use', async () => {
    const when = 'words: [洗过], not_words: [没坏, 送到], unless: [坏], beside: [送]'
    expect(await warningsOf(severity(rule('a', when)))).toEqual([])
  })

  test('one wrong rule does not hide the faults of the others', async () => {
    const faults = await errorsOf(
      severity(rule('a', 'urgnt: true'), rule('b', 'intents: [nobody]'), rule('b', 'urgent: true')),
    )
    expect(faults).toEqual([
      'replies/severity.yaml:2:45 不认识的字段「urgnt」，是不是想写「urgent」？',
      'replies/severity.yaml:3:55 没有叫「nobody」的意图',
      'replies/severity.yaml:4:11 编号「b」重复了，replies/severity.yaml:3:11 已经用过',
    ])
  })

  test('suggestions have conditions of the same kind, and each of them may hold', async () => {
    const suggestion = (id: string, when: string) => `  - { id: ${id}, when: { ${when} }, say: 好 }`
    const suggest = (...lines: readonly string[]) => file('suggest', 'suggestions:', ...lines)
    const faults = await errorsOf(
      suggest(
        suggestion('a', 'intents: [refnd]'),
        suggestion('a', 'words: [生日], not_words: [生日]'),
      ),
    )
    expect(faults).toEqual([
      'replies/suggest.yaml:2:32 没有叫「refnd」的意图，是不是想写「refund」？',
      'replies/suggest.yaml:3:11 编号「a」重复了，replies/suggest.yaml:2:11 已经用过',
      'replies/suggest.yaml:3:29 「a」永远不成立：words 里的词都会先被 not_words 去掉',
    ])
    const same = [suggestion('a', 'urgent: true'), suggestion('b', 'urgent: true')]
    expect(await warningsOf(suggest(...same))).toEqual([])
  })

  test('a level that there is not, and a condition without anything in it', async () => {
    expect(await errorsOf(severity(rule('a', 'urgent: true', 4)))).toEqual([
      'replies/severity.yaml:2:21 「level」（级别）不能是「4」',
    ])
    expect(await errorsOf(severity(rule('a', 'intents: []')))).toEqual([
      'replies/severity.yaml:2:54 「intents」（意图）至少要写 1 条',
    ])
  })
})

describe('stage clocks', () => {
  const clock = (more: string) =>
    `      - { id: call, title: 电话, within: 15m, until: [contacted], ${more} }`

  test('a level without clocks is fine', async () => {
    expect(await errorsOf(file('severity', 'levels: { 2: { name: 常规 } }'))).toEqual([])
  })

  test('a warning that comes at the start', async () => {
    expect(await errorsOf(clocks(clock('warn_before: 15m')))).toEqual([
      'replies/severity.yaml:5:78 提醒的时间不短于时限，一开始就会提醒',
    ])
    expect(await errorsOf(clocks(clock('warn_before: 14m')))).toEqual([])
  })

  test('a clock without time', async () => {
    const line = clock('warn_before: 5m').replace('15m', '0m')
    expect(await errorsOf(clocks(line))).toEqual([
      'replies/severity.yaml:5:40 时限是 0，一开始就超时了',
    ])
  })

  test('an id twice in a level', async () => {
    expect(await errorsOf(clocks(clock('counts: always'), clock('counts: working')))).toEqual([
      'replies/severity.yaml:6:15 时限编号「call」在同一级里重复了，replies/severity.yaml:5:15 已经用过',
    ])
  })

  test('an end, a step and a role that there are not', async () => {
    const line = clock('at_breach: [notify_supervisr]').replace('contacted', 'propose')
    const role = '    decided_by: [supervisor, lawyer]'
    const loaded = await loadPlaybook({ dir: await aPlaybookDir(clocks(line, role)) })
    const told = loaded.ok ? [] : loaded.faults.map(({ message, remedy }) => [message, remedy])
    expect(told).toEqual([
      [
        '「until」（等到什么时候）不能是「propose」，是不是想写「proposed」？',
        '可以写：contacted、under_review、proposed、agreed、done',
      ],
      [
        '「at_breach」（超时怎么办）不能是「notify_supervisr」，是不是想写「notify_supervisor」？',
        '可以写：reassign、notify_supervisor、raise_priority',
      ],
      [
        '「decided_by」（要哪些人都同意）不能是「lawyer」',
        '可以写：agent、supervisor、legal、operator、admin',
      ],
    ])
  })

  test('the words of a level know the number of the ticket and nothing else', async () => {
    const complete = (words: string) =>
      errorsOf(file('severity', 'levels:', '  3:', '    name: 复核', `    complete: ${words}`))
    expect(await complete('单号 {{ticket.number}}')).toEqual([])
    expect(await complete('订单 {{order.no}}')).toEqual([
      'replies/severity.yaml:4:18 变量「{{order.no}}」不能用在这句话里',
    ])
  })
})

describe('reply clocks', () => {
  test('a warning after the end, also where one half is said in default', async () => {
    const faults = await errorsOf(
      file(
        'clocks',
        'reply:',
        '  default: { within: 2m, warn_after: 2m }',
        '  channels:',
        '    web: { within: 60s }',
      ),
    )
    expect(faults).toEqual([
      'replies/clocks.yaml:2:38 还没提醒就已经超时了：warn_after 不短于 within',
      'replies/clocks.yaml:4:12 还没提醒就已经超时了：warn_after 不短于 within',
    ])
  })

  test('a misspelt field of a channel', async () => {
    const line = '  channels: { web: { withn: 60s } }'
    expect(await errorsOf(file('clocks', 'reply:', line))).toEqual([
      'replies/clocks.yaml:2:22 不认识的字段「withn」，是不是想写「within」？',
    ])
  })

  test('all day is written 00:00-24:00', async () => {
    const hours = (text: string) =>
      errorsOf(file('clocks', 'reply:', `  default: { hours: ${text} }`))
    expect(await hours('00:00-24:00')).toEqual([])
    expect(await hours('8:00-23:00')).toEqual([
      'replies/clocks.yaml:2:21 「hours」（每天的时段）的写法不对：「8:00-23:00」',
    ])
  })
})

describe('the calendar', () => {
  test('shifts that overlap, in whatever order they are written', async () => {
    expect(
      await errorsOf(
        file(
          'calendar',
          'week:',
          '  mon: [14:00-18:00, 09:00-15:00]',
          '  tue: [09:00-12:00, 12:00-18:00]',
          'days:',
          '  - { name: 大促, from: 2026-11-11, shifts: [08:00-24:00, 22:00-02:00] }',
        ),
      ),
    ).toEqual([
      'replies/calendar.yaml:2:22 这一班和同一天的 14:00-18:00 有重叠',
      'replies/calendar.yaml:5:57 这一班和同一天的 08:00-24:00 有重叠',
    ])
  })

  test('a shift of no time', async () => {
    expect(await errorsOf(file('calendar', 'week: { mon: [09:00-09:00] }'))).toEqual([
      'replies/calendar.yaml:1:15 这一班从 09:00 到 09:00',
    ])
  })

  test('days that there are not, and an end before the beginning', async () => {
    expect(
      await errorsOf(
        file(
          'calendar',
          'days:',
          '  - { name: 甲, from: 2026-02-30 }',
          '  - { name: 乙, from: 2026-02-01, to: 2026-02-29 }',
          '  - { name: 丙, from: 2026-10-07, to: 2026-10-01 }',
        ),
      ),
    ).toEqual([
      'replies/calendar.yaml:2:22 没有 2026-02-30 这一天',
      'replies/calendar.yaml:3:38 没有 2026-02-29 这一天',
      'replies/calendar.yaml:4:38 结束日期 2026-10-01 早于开始日期 2026-10-07',
    ])
  })

  test('special days that are lost in later ones', async () => {
    const days = (...lines: readonly string[]) => warningsOf(file('calendar', 'days:', ...lines))
    const around = '  - { name: 前后, from: 2026-11-01, to: 2026-11-12 }'
    const theDay = '  - { name: 当天, from: 2026-11-11 }'
    expect(await days(around, theDay)).toEqual([])
    expect(await days(theDay, around)).toEqual([
      'replies/calendar.yaml:2:7 这几天后面又写了一次（replies/calendar.yaml:3:7），以后面的为准，这里不起作用',
    ])
  })

  test('a week in which nobody works', async () => {
    expect(await warningsOf(file('calendar', 'week: { mon: [], sun: [] }'))).toEqual([
      'replies/calendar.yaml:1:1 一周里没有一班：除了 days 里的日子永远没有人，按工作时间算的时限会改成日夜都算',
    ])
    expect(await warningsOf(file('calendar', 'week: { sun: [10:00-12:00] }'))).toEqual([])
  })

  test('a weekday in Chinese', async () => {
    expect(await errorsOf(file('calendar', 'week: { 周一: [09:00-12:00] }'))).toEqual([
      'replies/calendar.yaml:1:9 不认识的字段「周一」，是不是想写「mon」？',
    ])
  })
})

describe('symptoms and causes', () => {
  const symptoms = (...lines: readonly string[]) => file('cases', 'symptoms:', ...lines)

  test('a name and a word twice', async () => {
    expect(
      await errorsOf({
        ...symptoms(
          '  - { name: 碎裂, words: [碎了, 碎裂] }',
          '  - { name: 碎裂, words: [裂开, 碎了] }',
          'root_causes: [品控, 快递, 品控]',
        ),
      }),
    ).toEqual([
      'replies/cases.yaml:3:13 「碎裂」写了两遍，另一处在 replies/cases.yaml:2:13',
      'replies/cases.yaml:3:29 「碎了」写了两遍，另一处在 replies/cases.yaml:2:25',
      'replies/cases.yaml:4:23 「品控」写了两遍，另一处在 replies/cases.yaml:4:15',
    ])
  })

  test('a word of one character, and one that is never reached below a shorter one', async () => {
    const lines = ['  - { name: 漏, words: [漏] }', '  - { name: 漏电, words: [漏电] }']
    expect(await warningsOf(symptoms(...lines))).toEqual([
      'replies/cases.yaml:2:24 「漏」只有一个字，容易误伤',
      'replies/cases.yaml:3:25 轮不到「漏电」：上面的「漏」（replies/cases.yaml:2:24）先碰到了',
    ])
    expect(await warningsOf(symptoms(...lines.toReversed()))).toHaveLength(1)
  })
})

test('each fault has a remedy or a suggestion, in both languages', async () => {
  const files = {
    ...severity(
      rule('a', 'words: [漏电], not_words: [漏电]'),
      rule('a', ''),
      rule('c', 'urgent: true'),
    ),
    ...file('calendar', 'week: { mon: [09:00-09:00, 08:00-10:00] }'),
    ...file('clocks', 'reply: { default: { within: 0s } }'),
    ...file('cases', 'root_causes: [品控, 品控]'),
  }
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  const faults = loaded.ok ? [] : [...loaded.faults, ...loaded.warnings]
  expect(faults).toHaveLength(7)
  for (const { messageEn, remedy, remedyEn } of faults) {
    expect(messageEn.replace(/"[^"]*"/g, '')).toMatch(/^[ -~]+$/)
    expect(remedy).toBeTruthy()
    expect(remedyEn).toMatch(/^[ -~]+$/)
  }
})
