/** Every error answer of the API. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly path?: string
}
