/** Vite gives the address of a picture. */
declare module '*.svg' {
  const address: string
  // biome-ignore lint/style/noDefaultExport: Vite's way to say it
  export default address
}

/** The style sheets that a page brings along. */
declare module '*.css'
