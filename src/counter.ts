import {
  type Briefing,
  type CaseDesk,
  createBriefing,
  createCaseDesk,
  createDesk,
  createRoster,
  createRouter,
  type Desk,
  type Roster,
} from './desk/index.ts'
import { createGateway, type Gateway } from './gateway/index.ts'
import type { MediaFiles } from './media/index.ts'

/** A counter without its doors: it stands still until its gateway starts. */
export interface Counter {
  readonly gateway: Gateway
  readonly desk: Desk
  readonly cases: CaseDesk
  readonly roster: Roster
  readonly briefing: Briefing
}

export interface CounterParts extends Omit<Parameters<typeof createGateway>[0], 'desk'> {
  readonly files: Pick<MediaFiles, 'open'>
}

/** Puts the gateway and the desk together, which need each other; the same in a shop and on a stage. */
export const assembleCounter = (parts: CounterParts): Counter => {
  const { store, mind, timeZone, log, now, files } = parts
  const roster = createRoster({
    store,
    playbook: () => mind().playbook,
    timeZone,
    now,
    wake: () => gateway.wake(),
  })
  const router = createRouter({
    store,
    roster,
    rules: () => mind().playbook.routing,
    command: (command) => gateway.command(command),
    now,
    log,
  })
  const gateway: Gateway = createGateway({ ...parts, desk: { ...router, facts: roster.facts } })
  const { command, wake, routeOf } = gateway
  const cases = createCaseDesk({
    store,
    command,
    openMedia: files.open,
    rules: () => {
      const { severity, cases, calendar } = mind().playbook
      return { severity, cases, calendar, timeZone }
    },
  })
  return {
    gateway,
    cases,
    roster,
    briefing: createBriefing({ store, mind, timeZone }),
    desk: createDesk({ store, now, command, wake, routeOf }),
  }
}
