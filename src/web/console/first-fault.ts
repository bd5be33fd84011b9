/**
 * The first error of the server's report, which lists its faults by place, each beginning with
 * `file:line:column  错误|提醒  message`; the first line when none looks like that.
 */
export function firstFault(report: string): string {
  const lines = report.split('\n')
  const error = lines.find((line) => /^\S.* {2}(错误|error) {2}/.test(line))
  return (error ?? lines[0] ?? '').trim()
}
