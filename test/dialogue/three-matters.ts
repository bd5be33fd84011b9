import { matters } from '../support/dialogue.ts'

/** Three matters in one breath, two of them troubles. */
export const cup = '杯子碎了还少发一个盖子，发票怎么开'
export const threeMatters = matters(
  ['damaged', '杯子碎了'],
  ['missing', '还少发一个盖子'],
  ['invoice', '发票怎么开'],
)
