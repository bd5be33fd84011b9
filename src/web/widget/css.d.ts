/** Vite gives the text of a style sheet. */
declare module '*.css?inline' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: Vite's way to say it
  export default css
}
