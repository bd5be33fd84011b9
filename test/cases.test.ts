import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { projectRoot } from '../src/config.ts'
import { verdictOf } from '../src/rehearsal/index.ts'
import { openRoom, storyOf, told } from './rehearsal/room.ts'

vi.setConfig({ testTimeout: 30_000 })

const folder = 'test/cases'
const files = readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith('.yaml'))
const room = await openRoom()
const stories = await Promise.all(
  files.map((name) => storyOf(room, join(folder, name), projectRoot)),
)

test.each(stories.map((story) => [story.title, story] as const))('%s', async (_, story) => {
  const outcome = await room.play(story)
  const verdict = verdictOf(story, outcome)
  if (verdict === 'failed') expect.fail(told(room, story, outcome))
  expect(verdict, '这个剧本已经能通过了：请删掉 pending 那一行').not.toBe('passed_unexpectedly')
})

/** What the design asks of this part of the work, in the words that stories are tagged with. */
const points = [
  ...['安抚', '收齐', '知识', '转人工', '五类问题', '想前一步', '语气'],
  ...['级别一', '级别二', '级别三', '时限', '一事一单', '归属'],
  ...['图片', '订单', '非工作时间', '排队'],
]

test.each(points)('a story covers %s', (point) => {
  expect(stories.some(({ about }) => about.includes(point))).toBe(true)
})
