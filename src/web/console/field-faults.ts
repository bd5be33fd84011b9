import { ApiFailure } from './api.ts'
import { sentenceOf } from './format.ts'

/** What the server refused, at the field that it named, or else at this one. */
export const faultsIn = <Name extends string>(error: unknown, otherwise: Name) => {
  const path = error instanceof ApiFailure ? error.path : undefined
  return [{ name: (path ?? otherwise) as Name, errors: [sentenceOf(error)] }]
}
