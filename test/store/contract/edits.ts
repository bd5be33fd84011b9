import { expect, test } from 'vitest'
import type { NewEdit } from '../../../src/store/index.ts'
import { type OpenStore, stageOn } from './stage.ts'

const shop = 'replies/shop.yaml'

const named = { file: shop, before: 'shop: {}\n', after: 'shop: { name: 一叶 } # 店名\n' }

const anEdit = (more: Partial<NewEdit> = {}): NewEdit => ({
  changes: [named],
  at: 1_000,
  how: 'page',
  who: { login: 'he', name: '何运营' },
  ...more,
})

export function editContract(open: OpenStore): void {
  const stage = stageOn(open)

  test('an edit is kept whole, byte by byte, also after a restart', async () => {
    const edit = anEdit({
      changes: [{ file: 'intents/new.yaml', before: null, after: 'a: 1\r\n# 尾' }, named],
    })
    const id = await stage.store.edits.enter(edit)
    await stage.reopen()
    expect(await stage.store.edits.find(id)).toEqual({ ...edit, id })
    expect(await stage.store.edits.find(id + 1)).toBeUndefined()
  })

  test('the list has no texts and is newest first, by file and from where one stopped', async () => {
    const { edits } = stage.store
    const tone = { ...named, file: 'replies/tone.yaml' }
    const outside = anEdit({ changes: [tone], how: 'outside', who: null, at: 2_000 })
    const first = await edits.enter(anEdit())
    const second = await edits.enter(outside)
    const third = await edits.enter(anEdit({ changes: [tone, named] }))
    const ids = async (options: Parameters<typeof edits.list>[0]) =>
      (await edits.list(options)).map(({ id }) => id)
    expect(await ids({ limit: 9 })).toEqual([third, second, first])
    expect(await ids({ limit: 1 })).toEqual([third])
    expect(await ids({ limit: 9, before: third })).toEqual([second, first])
    expect(await ids({ limit: 9, file: shop })).toEqual([third, first])
    expect(await ids({ limit: 9, file: shop, before: third })).toEqual([first])
    expect(await ids({ limit: 9, file: tone.file })).toEqual([third, second])
    expect(await ids({ limit: 1, file: tone.file })).toEqual([third])
    const { changes: _, ...head } = outside
    expect(await edits.list({ limit: 2 })).toEqual([
      expect.objectContaining({ id: third, files: [shop, tone.file] }),
      { ...head, files: [tone.file], id: second },
    ])
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
    const changes = [
      { file: shop, before: 'a', after: 'c' },
      { file: 'replies/old.yaml', before: 'b', after: null },
      { file: 'replies/new.yaml', before: null, after: 'd' },
    ]
    await edits.enter(anEdit({ changes }))
    await stage.crash()
    expect(await stage.store.edits.texts()).toEqual(
      new Map([
        [shop, 'c'],
        ['replies/new.yaml', 'd'],
      ]),
    )
  })
}
