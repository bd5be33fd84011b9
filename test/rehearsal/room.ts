import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConfig } from '../../src/config.ts'
import {
  formatFailure,
  type Outcome,
  openRehearsalRoom,
  type RehearsalRoom,
  type Story,
} from '../../src/rehearsal/index.ts'
import { createTrainer } from '../../src/understanding/index.ts'

/** The shipped playbook, learned once for all tests of a file. */
export const openRoom = (): Promise<RehearsalRoom> =>
  openRehearsalRoom({
    config: createConfig({}),
    // What one test file learned the next need not learn again.
    trainer: createTrainer(join(tmpdir(), 'shouhou-test-models')),
  })

let dir: string | undefined
let written = 0

export const removeStories = () => {
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true })
}

/** A file with one story of 林晓, who got a cup yesterday. */
export const aStory = (steps: string, at = '2026-11-25 14:00'): string => {
  written += 1
  dir ??= mkdtempSync(join(tmpdir(), 'shouhou-stories-'))
  const file = join(dir, `story-${written}.yaml`)
  writeFileSync(file, `case: 测试\nbuyer: demo-1\nat: ${at}\nsteps:\n${steps}\n`)
  return file
}

/** Throws the faults where the file is not as it should be. */
export const storyOf = async (room: RehearsalRoom, file: string, dir = ''): Promise<Story> => {
  const read = await room.read(dir, file)
  if (!read.ok) throw new Error(read.faults.map(({ message }) => message).join('\n'))
  return read.story
}

export const played = async (room: RehearsalRoom, steps: string): Promise<Outcome> =>
  room.play(await storyOf(room, aStory(steps)))

/** What the operator reads; nothing where all is well. */
export const told = (room: RehearsalRoom, story: Story, outcome: Outcome): string =>
  outcome.kind === 'passed'
    ? ''
    : formatFailure(story, outcome, { locale: 'zh-CN', shopTime: room.shopTime })
