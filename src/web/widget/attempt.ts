/** A browser that refuses storage throws at the sight of it: then there is nothing. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
