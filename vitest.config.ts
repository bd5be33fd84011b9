import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: Vitest's way to be configured
export default defineConfig({
  test: {
    testTimeout: 60_000,
    // A busy machine is slow and not wrong: what is waited for ends the wait, and nothing else does.
    expect: { poll: { timeout: 20_000 } },
  },
})
