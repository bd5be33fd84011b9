/** Orders and products of a shop: the port, and the demo shop as its first source. */
export type { DemoBuyer, DemoOrders } from './demo.ts'
export { createDemoOrders } from './demo.ts'
export type { Orders } from './orders.ts'
