const prefix = '/console/c/'

/** The conversation that the address names. */
export const routeOf = (path: string): string | null =>
  path.startsWith(prefix) && path.length > prefix.length
    ? decodeURIComponent(path.slice(prefix.length))
    : null

export const pathOf = (id: string | null): string =>
  id === null ? '/console/' : prefix + encodeURIComponent(id)
