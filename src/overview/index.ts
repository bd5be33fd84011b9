/** The shop in numbers: what is counted in the store, put together by days, for its supervisors. */
export { createStatistics, type ListOf, type Statistics } from './overview.ts'
