/** The style sheets that a page brings along; Vite puts them into its files. */
declare module '*.css'
