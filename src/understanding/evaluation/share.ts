import type { Verdict } from './report.ts'

export const isRight = ({ rank }: Pick<Verdict, 'rank'>): boolean => rank === 1

/** 0 of nothing. */
export const shareOf = <T>(all: readonly T[], holds: (each: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(holds).length / all.length

export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length
