import { parentPort, workerData } from 'node:worker_threads'
import { loadConfig } from '../config.ts'
import { openTrainer } from '../mind.ts'
import type { FailedStory } from '../model/wire/authoring.ts'
import { type Place, type Words, where } from '../playbook/index.ts'
import {
  type Outcome,
  openRehearsalRoom,
  type RehearsalRoom,
  type Story,
  sightTexts,
  verdictOf,
} from '../rehearsal/index.ts'
import { concerns } from './concerns.ts'
import type { StoryNews, StoryTask } from './stories.ts'

/** So many failures tell enough; who mends them saves again. */
const mostFailures = 5

/** Plays the stories against a playbook, those that concern the change first. */
const run = async (task: StoryTask): Promise<void> => {
  const { files, change, settings, before, stagesDir, language } = task
  const config = { ...loadConfig(), ...settings }
  const trainer = openTrainer(config)
  const openRoom = (playbookDir: string) =>
    openRehearsalRoom({ config: { ...config, playbookDir }, trainer, tempDir: stagesDir })
  const room = await openRoom(settings.playbookDir)
  let earlier: Promise<RehearsalRoom> | undefined
  /** A story that was not as written before either says nothing against the change. */
  const failedBefore = async (story: Story): Promise<boolean> => {
    earlier ??= openRoom(before)
    const outcome = await (await earlier).play(story)
    return isBad(story, outcome)
  }

  const stories: Story[] = []
  for (const { dir, file } of files) {
    const read = await room.read(dir, file)
    if (read.ok) stories.push(read.story)
    else tell({ kind: 'unreadable', place: placeOf(read.faults[0]) ?? file })
  }
  const first = stories.filter((story) => concerns(story, change))
  const others = stories.filter((story) => !first.includes(story))
  const concerned = first.length
  let failures = 0
  let done = 0
  for (const story of [...first, ...others]) {
    if (done === concerned && failures > 0) break
    const outcome = await room.play(story)
    done += 1
    if (isBad(story, outcome)) {
      if (await failedBefore(story).catch(() => false)) {
        tell({ kind: 'failedBefore', title: story.title })
      } else {
        failures += 1
        tell({ kind: 'failed', story: failedStory(story, outcome, { room, language }) })
      }
    }
    tell({ kind: 'played', done, total: stories.length, concerned })
    if (failures >= mostFailures) break
  }
  await trainer.close()
  tell({ kind: 'done' })
}

const tell = (news: StoryNews) => parentPort?.postMessage(news)

const isBad = (story: Story, outcome: Outcome): boolean =>
  ['failed', 'passed_unexpectedly'].includes(verdictOf(story, outcome))

const placeOf = (place: Place | undefined) => place && where(place)

const failedStory = (
  story: Story,
  outcome: Outcome,
  { room, language }: { room: RehearsalRoom; language: StoryTask['language'] },
): FailedStory => {
  const pick = ([zh, en]: Words) => (language === 'zh' ? zh : en)
  const { file, title } = story
  // It passes now and is marked as one that cannot yet.
  if (outcome.kind === 'passed') {
    return { file, title, step: 0, line: 1, differences: [], said: [] }
  }
  const { step, place, differences, sight } = outcome
  return {
    file,
    title,
    step,
    line: place.line,
    differences: differences.map(({ path, expected, actual }) => ({
      field: path.map(String).join('.'),
      expected: pick(expected),
      actual: pick(actual),
    })),
    said: sightTexts(sight, room.shopTime),
  }
}

await run(workerData as StoryTask)
