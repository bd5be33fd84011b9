import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../src/config.ts'
import { type Right, rights, roles } from '../../src/model/people.ts'

test('docs/people.md has the rights that the server goes by', () => {
  const text = readFileSync(join(projectRoot, 'docs/people.md'), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  const told = rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -2),
  )
  const granted = (right: Right) =>
    roles.map((role) => ((rights[right] as readonly string[]).includes(role) ? '✓' : ''))
  expect(told).toEqual([
    ['right', ...roles],
    ...(Object.keys(rights) as Right[]).map((right) => [`\`${right}\``, ...granted(right)]),
  ])
})
