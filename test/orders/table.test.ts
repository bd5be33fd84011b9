import { expect, test, vi } from 'vitest'
import { kindOf, readTable } from '../../src/orders/table/read-table.ts'
import type { Piece } from '../../src/orders/table/row.ts'
import { aFile, aWorkbook, csv, gbk } from './files.ts'

// Many real files on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

async function piecesOf(file: string): Promise<readonly Piece[]> {
  const kind = await kindOf(file)
  if (kind !== 'text' && kind !== 'xlsx') throw new Error(`not a table: ${kind}`)
  const pieces: Piece[] = []
  for await (const piece of readTable(file, kind)) pieces.push(piece)
  return pieces
}

/** `2: a|b`, or what is broken from where to where. */
const shownAs = (pieces: readonly Piece[]) =>
  pieces.map((piece) => {
    if (piece.kind === 'sheet') return `[${piece.name}]`
    if (piece.kind === 'broken') return `${piece.row}-${piece.lastRow}: ${piece.why}`
    return `${piece.row}: ${piece.cells.map((cell) => JSON.stringify(cell)).join('|')}`
  })

const lines = async (text: string | Buffer) => shownAs(await piecesOf(aFile(text)))

test.each([
  ['UTF-8', Buffer.from('订单号,商品\n1,茶杯\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFF订单号,商品\n1,茶杯\n')],
  ['GBK', gbk('订单号,商品\n1,茶杯\n')],
  [
    'UTF-16, as spreadsheets save Unicode text',
    Buffer.from('\uFEFF订单号\t商品\n1\t茶杯\n', 'utf16le'),
  ],
  ['UTF-16 big endian', Buffer.from('\uFEFF订单号,商品\n1,茶杯\n', 'utf16le').swap16()],
])('a table in %s is read', async (_, bytes) => {
  expect(await lines(bytes)).toEqual(['1: "订单号"|"商品"', '2: "1"|"茶杯"'])
})

test('a character that two pieces of a file share is not torn', async () => {
  const row = '1,茶杯\n'
  for (const shift of ['', 'x', 'xx']) {
    const bytes = Buffer.from(`a,b${shift}\n${row.repeat(9_000)}`)
    const read = await piecesOf(aFile(bytes))
    expect(read).toHaveLength(9_001)
    expect(
      new Set(
        shownAs(read)
          .slice(1)
          .map((line) => line.split(': ')[1]),
      ).size,
    ).toBe(1)
  }
})

test.each([
  [',', 'a,b,c'],
  ['\t', 'a\tb\tc'],
  [';', 'a;b;c'],
])('the delimiter %j is found, also under a title line', async (_, heading) => {
  expect(await lines(`订单明细\n${heading}\n`)).toEqual(['1: "订单明细"', '2: "a"|"b"|"c"'])
})

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('rows are numbered as editors do: %s', async (_, end) => {
  const text = ['a,b', '', '1,"x', 'y"', '2,z', ''].join(end)
  expect((await piecesOf(aFile(text))).map((piece) => 'row' in piece && piece.row)).toEqual([
    1, 3, 5,
  ])
})

test('the tricks that keep a number a number are left for later', async () => {
  expect(await lines('a,b\n="45",x\n"=""46""",y\n\t47,z\n')).toEqual([
    '1: "a"|"b"',
    '2: "=\\"45\\""|"x"',
    '3: "=\\"46\\""|"y"',
    '4: "\\t47"|"z"',
  ])
})

test.each(['\n', '\r\n', '\r'])(
  'an open quote breaks one line and not the rest (%j)',
  async (end) => {
    const text = ['a,b,c', '1,"open,3', '4,5,6', '7,"8",9', ''].join(end)
    expect(await lines(text)).toEqual([
      '1: "a"|"b"|"c"',
      '2-2: quote',
      '3: "4"|"5"|"6"',
      '4: "7"|"8"|"9"',
    ])
  },
)

test('a quote out of place does not take the next rows along', async () => {
  const rows = [
    '4532239827909130090,茶杯,"好',
    '4532239827909130091,茶壶,好"',
    '4532239827909130092,盘,好',
  ]
  expect(await lines(`单号,商品,备注\n${rows.join('\n')}\n`)).toEqual([
    '1: "单号"|"商品"|"备注"',
    '2-2: quote',
    '3: "4532239827909130091"|"茶壶"|"好\\""',
    '4: "4532239827909130092"|"盘"|"好"',
  ])
})

test('a remark of several lines is one cell', async () => {
  const remark = '好的,谢谢\n再见,老板'
  const text = csv([['4532239827909130090', '茶杯', remark, '1', '2']])
  expect(await lines(`单号,商品,备注,a,b\n${text}`)).toEqual([
    '1: "单号"|"商品"|"备注"|"a"|"b"',
    `2: "4532239827909130090"|"茶杯"|${JSON.stringify(remark)}|"1"|"2"`,
  ])
})

test('a file full of open quotes is given up, and says how far it was not read', async () => {
  const text = `a,b,c\n${'1,"x,y\n'.repeat(201)}2,y,z`
  const read = shownAs(await piecesOf(aFile(text)))
  const last = read.at(-1) ?? ''
  expect(last).toMatch(/^\d+-203: quote$/)
  expect(read.filter((line) => line.endsWith('quote')).length).toBeLessThan(60)
})

test('a cell that never ends does not fill the memory', async () => {
  expect(await lines(`a,b\n1,${'x'.repeat(300_000)}\n2,y\n`)).toEqual([
    '1: "a"|"b"',
    '2-2: too_long',
    '3: "2"|"y"',
  ])
})

test('a workbook keeps numbers as they are written and times as the clock showed them', async () => {
  const at = new Date(Date.UTC(2026, 4, 23, 22, 2, 33))
  const file = await aWorkbook({
    订单: [
      ['单号', '金额', '时间'],
      ['007', 12.5, at],
    ],
    说明: [['没有表头']],
  })
  expect(await piecesOf(file)).toEqual([
    { kind: 'sheet', name: '订单' },
    { kind: 'cells', row: 1, cells: ['单号', '金额', '时间'] },
    { kind: 'cells', row: 2, cells: ['007', { number: '12.5' }, { wallMs: at.getTime() }] },
    { kind: 'sheet', name: '说明' },
    { kind: 'cells', row: 1, cells: ['没有表头'] },
  ])
})

test('more rows than a message holds come in order', async () => {
  const rows = Array.from({ length: 1_203 }, (_, n) => [`${n}`])
  const read = await piecesOf(await aWorkbook({ a: rows }))
  expect(read.slice(1).map((piece) => piece.kind === 'cells' && piece.cells[0])).toEqual(
    rows.flat(),
  )
})

test('whoever stops reading a workbook leaves no thread behind', async () => {
  const file = await aWorkbook({ a: Array.from({ length: 2_000 }, () => ['x']) })
  for await (const piece of readTable(file, 'xlsx')) if (piece.kind === 'cells') break
})

test('what is no workbook says so', async () => {
  const broken = aFile(Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('garbage')]))
  await expect(piecesOf(broken)).rejects.toThrow(/xlsx/)
})

test.each([
  ['empty', ''],
  ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['html', '<html><table><tr><td>订单号</td></tr></table></html>'],
  ['text', '订单号,商品'],
])('a file of kind %s is known by its beginning', async (kind, content) => {
  expect(await kindOf(aFile(content))).toBe(kind)
})
