import { tmpdir } from 'node:os'
import type { Config } from '../config.ts'
import { demoLogins } from '../demo-logins.ts'
import type { Mind } from '../gateway/index.ts'
import { createShopLoader, makeUp, openShop, type Shop } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import { agentId } from '../model/ids.ts'
import { formatFaults, type Place } from '../playbook/index.ts'
import type { Agent } from '../store/index.ts'
import { createToneGuard, type ToneGuard } from '../tone/index.ts'
import type { Trainer } from '../understanding/index.ts'
import { compare } from './compare.ts'
import { type Difference, same } from './difference.ts'
import { copyPlaybook, type Edit, type PlaybookCopy } from './edited-playbook.ts'
import { createObserver, type Sight } from './observe.ts'
import { type Performing, perform } from './perform.ts'
import { createShopTime, type ShopTime } from './shop-time.ts'
import { openStage } from './stage.ts'
import { type Player, type ReadStory, readStory, type Story } from './story.ts'

/** How a story went; only the first step that is not as it should be is told. */
export type Outcome =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed'
      /** Counted from 1. */
      readonly step: number
      readonly place: Place
      readonly differences: readonly (Difference & { readonly place: Place })[]
      readonly sight: Sight
    }

export type Verdict = 'passed' | 'failed' | 'pending' | 'passed_unexpectedly'

/** A story that was given up for now and passes must be taken back, or it guards nothing. */
export const verdictOf = ({ pending }: Story, { kind }: Outcome): Verdict => {
  if (pending === undefined) return kind
  return kind === 'passed' ? 'passed_unexpectedly' : 'pending'
}

/** A playbook, learned once, on which any number of stories are played. */
export interface RehearsalRoom {
  read(dir: string, file: string): Promise<ReadStory>
  play(story: Story): Promise<Outcome>
  readonly shopTime: ShopTime
}

export interface RoomParts {
  readonly config: Config
  readonly trainer: Trainer
  /** Where stages and copies are made, and taken down after each story. */
  readonly tempDir?: string
}

/** Who decides disputed cases along, and has no login in the demo shop. */
const guests: readonly Player[] = [{ login: 'gu', name: '顾法务', role: 'legal' }]

/** Throws `playbook_invalid` with the full report when the YAML is wrong. */
export const openRehearsalRoom = async ({
  config: given,
  trainer,
  tempDir = tmpdir(),
}: RoomParts): Promise<RehearsalRoom> => {
  // Stories are told of the demo shop's buyers and orders, whatever the shop itself has.
  const config: Config = { ...given, demo: true, orders: undefined }
  const shop = openShop(config, Date.now)
  const learn = async (dir: string): Promise<Learned> => {
    const loaded = await createShopLoader({ ...config, playbookDir: dir }, shop)()
    if (loaded.ok) {
      const { playbook } = loaded
      const tone = createToneGuard(playbook, trainer.train)
      // The counter warns of what it knows meanwhile; a story is told when all is known.
      await tone.learned
      return { mind: await makeUp({ config, playbook, shop, trainer }), tone }
    }
    const report = formatFaults(loaded.faults, { locale: config.locale, color: false })
    throw new GatewayError('playbook_invalid', report)
  }
  const first = await learn(config.playbookDir)
  const shopTime = createShopTime(config.timeZone)
  const players: readonly Player[] = [
    ...demoLogins.map(({ username, name, role }) => ({ login: username, name, role })),
    ...guests,
  ]
  const known = { buyers: buyersOf(shop), players, shopTime }

  return {
    shopTime,
    read: (dir, file) => readStory(dir, file, known),
    async play(story) {
      const stage = await openStage({
        config,
        tempDir,
        agents: players.map(loginOf),
        mind: first.mind,
        // Told from the story's beginning: a parcel that came yesterday came four days ago later on.
        orders: openShop(config, () => story.startAt).orders,
        channel: story.channel,
        startAt: story.startAt,
      })
      let copy: PlaybookCopy | undefined
      let { tone } = first
      const reload = async (edits: readonly Edit[]) => {
        copy ??= copyPlaybook(config.playbookDir, tempDir)
        for (const edit of edits) copy.edit(edit)
        const learned = await learn(copy.dir)
        tone = learned.tone
        stage.takeMind(learned.mind)
      }
      try {
        return await playOn(story, { stage, players, tone: () => tone, shopTime, reload })
      } finally {
        await stage.close()
        copy?.remove()
      }
    },
  }
}

interface Learned {
  readonly mind: Mind
  readonly tone: ToneGuard
}

const buyersOf = ({ demo }: Shop) =>
  (demo?.buyers() ?? []).map(({ buyerId, name }) => ({ id: buyerId, name }))

const loginOf = ({ login, name, role }: Player): Agent => ({
  id: agentId(login),
  name,
  role,
  shops: [],
  passwordHash: '',
  disabled: false,
})

const playOn = async (story: Story, performing: Performing): Promise<Outcome> => {
  const { stage, shopTime } = performing
  const look = createObserver(stage)
  for (const [index, step] of story.steps.entries()) {
    const done = await perform(step, performing).catch(brokenBy)
    const sight = await look(step.as, typeof done === 'string' ? done : undefined)
    const bugs = [...(typeof done === 'object' ? [done.error] : []), ...stage.takeErrors()]
    const differences = [
      ...bugs.flatMap((bug) => same(['error'], '', bug)),
      ...compare(step.expect, sight, shopTime),
    ]
    if (differences.length === 0) continue
    return {
      kind: 'failed',
      step: index + 1,
      place: step.place,
      differences: differences.map((each) => ({ ...each, place: step.placeOf(each.path) })),
      sight,
    }
  }
  return { kind: 'passed' }
}

/** A mistake in the story is told as one; a bug comes with its stack. */
const brokenBy = (error: unknown): { readonly error: string } => {
  if (error instanceof GatewayError) return { error: error.message }
  return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
