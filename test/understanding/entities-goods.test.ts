import { describe, expect, test } from 'vitest'
import { createEntityFinder } from '../../src/understanding/entities/entities.ts'
import type { CatalogueItem } from '../../src/understanding/entities/product-names.ts'

const catalogue: readonly CatalogueItem[] = [
  { productId: 'gaiwan', title: '德化白瓷三才盖碗', aliases: ['盖碗', '白瓷盖碗'] },
  { productId: 'blue-gaiwan', title: '手绘青花盖碗', aliases: ['青花盖碗', '盖碗'] },
  { productId: 'tray', title: '重竹干泡茶盘', aliases: ['茶盘', '竹茶盘'] },
  { productId: 'stone-tray', title: '乌金石排水茶盘（附证书）', aliases: ['石茶盘'] },
  { productId: 'thermos', title: '316 不锈钢茶水分离保温杯', aliases: ['保温杯', '茶水分离杯'] },
  { productId: 'set', title: '汝窑功夫茶具礼盒十件套', aliases: ['茶具套装'] },
  { productId: 'stove', title: '新款 静音电陶炉', aliases: ['电陶炉'] },
  { productId: 'camera', title: 'ZV-E10L 微单相机', aliases: ['ZVE10L'] },
]

const find = createEntityFinder('Asia/Shanghai', catalogue)
const at = Date.parse('2026-11-22T12:00:00+08:00')
const named = (text: string, kind: string) =>
  find(text, at).flatMap((entity) => (entity.kind === kind ? [entity.value] : []))

describe('products', () => {
  test.each([
    ['青花盖碗碎了', ['blue-gaiwan']],
    ['你家的三才盖碗', ['gaiwan']],
    ['保温杯漏水', ['thermos']],
    ['茶水分离的那个杯子', ['thermos']],
    ['汝窑功夫茶具礼盒十件套少一个', ['set']],
    ['石茶盘和电陶炉', ['stone-tray', 'stove']],
    ['zve10l开不了机', ['camera']],
    ['随便说点什么', []],
  ])('%s', (text, expected) => {
    expect(named(text, 'product')).toEqual(expected)
  })

  test('one wrong character of the same sound is forgiven', () => {
    expect(named('电淘炉不热', 'product')).toEqual(['stove'])
    expect(named('保文杯漏水', 'product')).toEqual(['thermos'])
  })

  test('one wrong character of another sound is another thing', () => {
    expect(named('电磁炉不热', 'product')).toEqual([])
    expect(named('保险杯', 'product')).toEqual([])
  })

  test('one missing character within a long name is forgiven', () => {
    expect(named('茶水分杯漏了', 'product')).toEqual(['thermos'])
    expect(named('茶具装好了吗', 'product')).toEqual([])
  })

  test('a word that may mean two products names neither', () => {
    expect(named('盖碗碎了', 'product')).toEqual([])
    expect(named('茶盘裂了', 'product')).toEqual([])
  })

  test('a short word of a title, or one in brackets, names nothing', () => {
    expect(named('是新款吗', 'product')).toEqual([])
    expect(named('附证书吗', 'product')).toEqual([])
  })

  test('a name is one find, and a colour in front of it another', () => {
    const text = '黑色的静音电陶炉'
    expect(find(text, at).map(({ text }) => text)).toEqual(['黑色', '静音电陶炉'])
  })

  test('a shop without a catalogue names no products', () => {
    expect(createEntityFinder('Asia/Shanghai')('保温杯漏水', at)).toEqual([])
  })
})

describe('sizes', () => {
  test.each([
    ['换成XL', ['XL']],
    ['XXL有吗', ['2XL']],
    ['2xl的', ['2XL']],
    ['换L', ['L']],
    ['m码换l码', ['M', 'L']],
    ['本白 M', ['M']],
    ['42码偏大', ['42']],
    ['42.5码', ['42.5']],
    ['四十二码', ['42']],
    ['三十八码半', ['38.5']],
    ['37号的鞋', ['37']],
    ['尺码是43', ['43']],
    ['110码童装', ['110']],
    ['均码吗', ['均码']],
    ['175/96A合适吗', ['175/96A']],
    ['我要大号的', ['大号']],
    ['换大码', ['大号']],
    ['69码扫不出', []],
    ['扫码付款', []],
    ['小一码', []],
    ['鞋子小码了', []],
    ['USB-C', []],
    ['尺码40天没换', []],
    ['身高175体重140', []],
  ])('%s', (text, expected) => {
    expect(named(text, 'size')).toEqual(expected)
  })
})

describe('colours', () => {
  test.each([
    ['换成黑色', ['黑色']],
    ['藏青色的', ['藏青']],
    ['香槟金', ['香槟金']],
    ['墨绿 M', ['墨绿']],
    ['深空灰色', ['深空灰']],
    ['粉红色', ['粉色']],
    ['橘色', ['橙色']],
    ['要黑的', ['黑色']],
    ['白的发成了黑的', ['白色', '黑色']],
    ['明白的', []],
    ['红茶', []],
    ['蓝牙', []],
    ['发黄了', []],
    ['颜色不对', []],
  ])('%s', (text, expected) => {
    expect(named(text, 'colour')).toEqual(expected)
  })
})
