import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createDemoOrders } from '../../src/orders/index.ts'

const temporary: string[] = []
afterEach(() => {
  for (const path of temporary.splice(0)) rmSync(path, { recursive: true })
})

const open = (dir: string) => createDemoOrders({ dir, now: () => 1_784_098_800_000 })

/** A copy of the demo shop with one file changed. */
function shopWith(file: string, change: (text: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), 'demo-'))
  temporary.push(copy)
  cpSync('data/demo', copy, { recursive: true })
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')))
  return copy
}

test.each([
  ['orders.json', '"-4d 10:32"', '"gestern"', /orders\.json > \[0\]\.placed_at: .*"-2d 14:30"/],
  ['orders.json', '"-4d 10:32"', '"+4d 10:32"', /orders\.json > \[0\]\.placed_at: expected a past/],
  ['orders.json', '"sku": "油滴"', '"sku": "红"', /\[0\]\.items\[0\]\.sku: .*there are 油滴/],
  ['orders.json', '"jianzhan-cup"', '"mug"', /\[0\]\.items\[0\]\.product_id: "mug" is not in/],
  ['orders.json', '"demo-1"', '"demo-0"', /\[0\]\.buyer_id: unknown buyer "demo-0"/],
  ['orders.json', '"4532195464172363145"', '"261118430735215282250"', /\[1\]\.order_no: .*taken/],
  ['orders.json', '"state": "delivered"', '"state": "lost"', /orders\.json > \[0\]\.state: /],
  ['orders.json', '"buyer_id"', '"buyer"', /orders\.json > \[0\]/],
  ['products.json', '"128.00"', '128', /products\.json > \[0\]\.price: /],
  ['shop.json', '"name"', '"Shop Name"', /shop\.json > Shop Name: expected a key in snake_case/],
  ['buyers.json', '[', '[,', /buyers\.json: not valid JSON/],
])('in %s, %s turned into %s is told with file and path', (file, from, to, told) => {
  const copy = shopWith(file, (text) => text.replace(from, to))
  expect(() => open(copy)).toThrow(told)
})

test('two broken files are told in one error', () => {
  const copy = shopWith('shop.json', () => '{"name": ""}')
  rmSync(join(copy, 'products.json'))
  const start = () => open(copy)
  expect(start).toThrow(/shop\.json > name: [\s\S]*products\.json: ENOENT/)
})

test('a file of the wrong shape is told by its name', () => {
  const copy = shopWith('orders.json', () => '{}')
  expect(() => open(copy)).toThrow(/orders\.json: .*expected array/)
})

test('a long list of faults is cut short', () => {
  const copy = shopWith('orders.json', (text) => text.replaceAll('"delivered"', '"lost"'))
  expect(() => open(copy)).toThrow(/and \d+ more$/)
})
