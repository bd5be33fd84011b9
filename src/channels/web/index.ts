export { webMessageId } from './frames.ts'
export type { WebSettings } from './settings.ts'
export { claimMs, mintVisitor, readVisitor, type Visitor, type VisitorResult } from './visitor.ts'
export { web } from './web.ts'
