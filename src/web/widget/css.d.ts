/** Vite gives the text of a style sheet. */
declare module '*.css?inline' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: Vite's way to say it
  export default css
}

/** Vite gives the address of a style sheet. */
declare module '*.css?url' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: Vite's way to say it
  export default address
}
