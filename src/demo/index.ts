/** The demo shop's past: six weeks of chats on the real path, played once, in the background. */
export { startPast } from './start-past.ts'
