/** Human agents: who is there, who gets whom; taking over, answering, giving back. */
export { type Briefing, createBriefing } from './briefing.ts'
export { type CaseDesk, createCaseDesk, type Person } from './case-desk.ts'
export { type AgentCommand, type Colleague, createDesk, type Desk } from './desk.ts'
export { createLogins, type Logins } from './logins.ts'
export type { Override } from './override.ts'
export { createRoster, type Roster } from './roster.ts'
export { createRouter } from './router.ts'
