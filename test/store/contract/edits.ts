import { expect, test } from 'vitest'
import type { NewEdit } from '../../../src/store/index.ts'
import { type OpenStore, stageOn } from './stage.ts'

const shop = 'replies/shop.yaml'

const anEdit = (more: Partial<NewEdit> = {}): NewEdit => ({
  file: shop,
  before: 'shop: {}\n',
  after: 'shop: { name: 一叶 } # 店名\n',
  at: 1_000,
  how: 'page',
  who: { login: 'he', name: '何运营' },
  ...more,
})

export function editContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('an edit is kept whole, byte by byte, also after a restart', async () => {
    const [id = 0] = await stage.store.edits.enter([anEdit()])
    await stage.reopen()
    expect(await stage.store.edits.find(id)).toEqual({ ...anEdit(), id })
    expect(await stage.store.edits.find(id + 1)).toBeUndefined()
  })

  test('the list has no texts and is newest first, by file and from where one stopped', async () => {
    const { edits } = stage.store
    const outside = anEdit({ file: 'replies/tone.yaml', how: 'outside', who: null, at: 2_000 })
    const [first = 0, second = 0, third = 0] = await edits.enter([anEdit(), outside, anEdit()])
    const ids = async (options: Parameters<typeof edits.list>[0]) =>
      (await edits.list(options)).map(({ id }) => id)
    expect(await ids({ limit: 9 })).toEqual([third, second, first])
    expect(await ids({ limit: 1 })).toEqual([third])
    expect(await ids({ limit: 9, before: third })).toEqual([second, first])
    expect(await ids({ limit: 9, file: shop })).toEqual([third, first])
    expect(await ids({ limit: 9, file: shop, before: third })).toEqual([first])
    const { before: _, after: __, ...head } = outside
    expect((await edits.list({ limit: 1, before: third }))[0]).toEqual({ ...head, id: second })
  })

  test('a file is seen as its last edit left it, and one that is gone is not seen', async () => {
    const { edits } = stage.store
    expect(await edits.texts()).toEqual(new Map())
    await edits.see(
      new Map([
        [shop, 'a'],
        ['replies/old.yaml', 'b'],
      ]),
    )
    expect(await edits.list({ limit: 9 })).toEqual([])
    await edits.enter([
      anEdit({ before: 'a', after: 'c' }),
      anEdit({ file: 'replies/old.yaml', before: 'b', after: null }),
      anEdit({ file: 'replies/new.yaml', before: null, after: 'd' }),
    ])
    await stage.crash()
    expect(await stage.store.edits.texts()).toEqual(
      new Map([
        [shop, 'c'],
        ['replies/new.yaml', 'd'],
      ]),
    )
  })
}
