/**
 * The build gives the words of a file in one language alone (`src/web/words.mjs`). Of one name for all
 * of them no type is known: each file says that its own are of the same kind.
 */
declare module '*?en' {
  export const words: never
}
declare module '*?tw' {
  export const words: never
}
