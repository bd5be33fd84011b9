import { z } from 'zod'
import { roles } from '../../model/people.ts'
import { levels, problemClasses } from '../../model/ticket.ts'
import { duration, kebabId, line, snakeId } from './common.ts'

/** A channel, `web`, or one account of it, `web/demo`. */
const shop = z.string().regex(/^[a-z][a-z0-9_-]*(\/[^\s/]+)?$/)

export const languages = ['zh', 'en'] as const

/**
 * What somebody can take. Of each list one is enough, and one that is absent lets all through; of
 * `intents` and `problem_classes` either. What nobody knows of a conversation keeps nobody away.
 */
const skills = z.strictObject({
  intents: z.array(snakeId).min(1).optional(),
  problem_classes: z.array(z.enum(problemClasses)).min(1).optional(),
  shops: z.array(shop).min(1).optional(),
  severity: z.array(z.literal(levels)).min(1).optional(),
  languages: z.array(z.enum(languages)).min(1).optional(),
})

/** Conversations that one person has at a time. */
const capacity = z.int().min(0).max(50)

const team = z.strictObject({ id: kebabId, skills, capacity: capacity.optional() })

const agent = z.strictObject({
  /** The name they log in with. */
  login: line,
  /** Each adds its skills; without a team and without skills of their own they take everything. */
  teams: z.array(kebabId).default([]),
  skills: skills.optional(),
  /** Else the most that one of the teams says, else that of `others`. */
  capacity: capacity.optional(),
})

/** Every condition given must hold. */
const escalation = z
  .strictObject({
    /** So many had it and said nothing. */
    after_reassigns: z.int().min(1).max(9).optional(),
    after_waiting: duration.optional(),
    /** `assign`: given to them before anybody else, whatever their skills; `tell`: shown to them. */
    do: z.enum(['tell', 'assign']),
    to: z.array(z.enum(roles)).min(1).default(['supervisor']),
  })
  .refine(
    ({ after_reassigns, after_waiting }) => (after_reassigns ?? after_waiting) !== undefined,
    {
      path: ['after_waiting'],
    },
  )

/** Who gets which conversation. */
export const routingFile = z.strictObject({
  /** To whoever is online and free, or nobody gets one who does not take it. */
  assign: z.enum(['automatic', 'by_hand']).default('automatic'),
  /** An agent who has not said anything to a waiting customer for so long is passed by. */
  agent_silent_after: duration.prefault('2m'),
  /** Nobody is given more before they have said something in all but so many of what they were given. */
  at_once: z.int().min(1).max(50).default(2),
  /**
   * Who said nothing gets the same conversation again where nobody else can take it: so long after
   * it came back, and as much longer with each time.
   */
  offer_again_after: duration.prefault('1m'),
  /** A conversation in which nothing was said for so long takes no place of its agent's capacity. */
  idle_after: duration.prefault('2h'),
  /** Who is not named below: takes everything. */
  others: z.strictObject({ capacity: capacity.default(5) }).prefault({}),
  teams: z.array(team).default([]),
  agents: z.array(agent).default([]),
  escalate: z.array(escalation).default([]),
})

export type RoutingRules = z.infer<typeof routingFile>
export type Skills = z.infer<typeof skills>
