import { defineConfig } from 'vitest/config'

const common = {
  testTimeout: 60_000,
  // A busy machine is slow and not wrong: what is waited for ends the wait, and nothing else does.
  expect: { poll: { timeout: 20_000 } },
}
/** Each has a whole counter and a browser to itself. */
const inBrowsers = 'test/e2e/**/*.test.ts'

// biome-ignore lint/style/noDefaultExport: Vitest's way to be configured
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [inBrowsers],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'whole',
          include: [inBrowsers],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
