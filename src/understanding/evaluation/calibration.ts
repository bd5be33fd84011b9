import type { Bin, Verdict } from './report.ts'

const binCount = 10

/** What was promised and what came true, in ten bins of equal width. */
export const binsOf = (
  verdicts: readonly Verdict[],
  promise: (verdict: Verdict) => number,
  cameTrue: (verdict: Verdict) => boolean,
): Bin[] => {
  const sums = Array.from({ length: binCount }, () => ({ lines: 0, promised: 0, true: 0 }))
  for (const verdict of verdicts) {
    const promised = promise(verdict)
    const sum = sums[Math.min(binCount - 1, Math.floor(promised * binCount))]
    if (sum === undefined) continue
    sum.lines += 1
    sum.promised += promised
    if (cameTrue(verdict)) sum.true += 1
  }
  return sums.map(({ lines, promised, true: right }) => ({
    lines,
    promised: lines === 0 ? 0 : promised / lines,
    true: lines === 0 ? 0 : right / lines,
  }))
}

/** How far promise and truth lie apart, bin by bin, weighted by the lines in each. */
export const calibrationError = (bins: readonly Bin[]): number => {
  const lines = bins.reduce((sum, bin) => sum + bin.lines, 0)
  const apart = bins.reduce((sum, bin) => sum + bin.lines * Math.abs(bin.promised - bin.true), 0)
  return lines === 0 ? 0 : apart / lines
}
