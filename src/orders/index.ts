/**
 * Orders and products of a shop: the port; its sources, the demo shop, a table that was imported and
 * a system that is asked over HTTP; and what couriers tell of parcels.
 */
export type { DemoBuyer, DemoOrders } from './demo.ts'
export { createDemoOrders } from './demo.ts'
export { type ImportOptions, importOrders } from './import/import-orders.ts'
export { formatReport, type ImportReport } from './import/report.ts'
export { createImportedOrders } from './imported.ts'
export type { Orders } from './orders.ts'
export { createRemoteOrders } from './remote/remote-orders.ts'
export { createTrackingIntake, type TrackingIntake } from './tracking/intake.ts'
export { withClaims } from './with-claims.ts'
export { withTracking } from './with-tracking.ts'
