const prefix = '/console/c/'

/** The line that the address asks for, where that is one. */
export const lineOf = (search: string): number | null => {
  const asked = new URLSearchParams(search).get('at')
  return asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : null
}

/** The conversation that the address names. */
export const routeOf = (path: string): string | null =>
  path.startsWith(prefix) && path.length > prefix.length
    ? decodeURIComponent(path.slice(prefix.length))
    : null

export const pathOf = (id: string | null): string =>
  id === null ? '/console/' : prefix + encodeURIComponent(id)
