import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { formatFaults, loadPlaybook } from '../../src/playbook/index.ts'

test('the playbook that ships has no error', async () => {
  const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
  expect(loaded.ok ? '' : formatFaults(loaded.faults)).toBe('')
})
