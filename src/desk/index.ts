/** Human agents: taking over, answering, giving back. */
export { type AgentCommand, createDesk, type Desk } from './desk.ts'
