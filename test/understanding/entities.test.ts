import { describe, expect, test } from 'vitest'
import { createEntityFinder } from '../../src/understanding/entities/entities.ts'

/** Sunday, 22 November 2026, noon in Shanghai. */
const at = Date.parse('2026-11-22T12:00:00+08:00')
const find = createEntityFinder('Asia/Shanghai')

/** `kind value` of everything found, in reading order. */
const named = (text: string) => find(text, at).map(({ kind, value }) => `${kind} ${value}`)

describe('order numbers', () => {
  test.each([
    ['2810476359927461853', ['order_number 2810476359927461853']],
    ['订单318811567705到哪了', ['order_number 318811567705']],
    ['订单号：383769 135704 913465', ['order_number 383769135704913465']],
    ['拼多多的 261118-430735215282250', ['order_number 261118-430735215282250']],
    ['抖音买的6983596235244410935还没到', ['order_number 6983596235244410935']],
    ['订单号是这个 2839 1047 5566', ['order_number 283910475566']],
    ['订单号２８３９１０４７５５６６', ['order_number 283910475566']],
    ['訂單號是308172635401', ['order_number 308172635401']],
    ['order no. 5520193847', ['order_number 5520193847']],
    ['orderid=8830172649910', ['order_number 8830172649910']],
    ['单号 1234567890', ['order_number 1234567890']],
    ['订单编号 E20240518093312', ['order_number E20240518093312']],
    ['订单号13812345678', ['order_number 13812345678']],
    [
      '两个单子 301827364550,301827364558',
      ['order_number 301827364550', 'order_number 301827364558'],
    ],
    [
      '301182736451 301182736452 都要查',
      ['order_number 301182736451', 'order_number 301182736452'],
    ],
    ['订单号****8821', []],
    ['尾号3307的那单', []],
    ['1234567890', []],
    ['我的编号 240926-118', []],
    ['商品ID: 100038472911', []],
    ['看这个 https://item.example.com/100038472911.html', []],
    ['身份证 110105194912310021', []],
    ['11010519491231002X', []],
    ['银行卡6222020200112233444', []],
    ['下单时间20240811102231', []],
    ['条码6901234567892', []],
    ['退款编号：150293847566102938', []],
    ['QQ 123456789012', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('tracking numbers', () => {
  test.each([
    ['SF1971813965004', ['tracking_number SF1971813965004']],
    ['顺丰单号sf1350871673515到哪了', ['tracking_number SF1350871673515']],
    ['物流单号JD0182911397277', ['tracking_number JD0182911397277']],
    ['JDVA12345678901签收了吗', ['tracking_number JDVA12345678901']],
    ['YT8888559746488', ['tracking_number YT8888559746488']],
    ['极兔JT5675912567650', ['tracking_number JT5675912567650']],
    ['76278656075340', ['tracking_number 76278656075340']],
    ['申通 774482520555655', ['tracking_number 774482520555655']],
    ['462749137021449怎么不动', ['tracking_number 462749137021449']],
    ['EMS的 EA123456789CN', ['tracking_number EA123456789CN']],
    ['快递单号 318811567705', ['tracking_number 318811567705']],
    ['退货单号 77301928465519', ['tracking_number 77301928465519']],
    ['运单号：7812 3456 7890 12', ['tracking_number 78123456789012']],
    ['订单号76278656075340', ['order_number 76278656075340']],
    [
      '订单318811567705,快递YT8888559746488',
      ['order_number 318811567705', 'tracking_number YT8888559746488'],
    ],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('phones', () => {
  test.each([
    ['13812345678', ['phone 13812345678']],
    ['打我电话138 1234 5678', ['phone 13812345678']],
    ['电话138-1234-5678谢谢', ['phone 13812345678']],
    ['+86 13812345678', ['phone 13812345678']],
    ['+8613812345678', ['phone 13812345678']],
    ['微信同号13912345678', ['phone 13912345678']],
    ['OK 13812345678', ['phone 13812345678']],
    ['１３８１２３４５６７８', ['phone 13812345678']],
    ['改成李四13987654321收', ['phone 13987654321']],
    ['138****5678', []],
    ['12812345678', []],
    ['400-820-8820', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('amounts, in fen', () => {
  test.each([
    ['¥12.5', ['amount 1250']],
    ['￥99', ['amount 9900']],
    ['退我12块5', ['amount 1250']],
    ['12块5毛', ['amount 1250']],
    ['十块钱的运费', ['amount 1000']],
    ['补偿二十元可以吗', ['amount 2000']],
    ['花了三百多', ['amount 30000']],
    ['赔我两块', ['amount 200']],
    ['一百二十块', ['amount 12000']],
    ['退三百五块钱', ['amount 35000']],
    ['１２．５元', ['amount 1250']],
    ['1.5万块', ['amount 1500000']],
    ['5毛钱', ['amount 50']],
    ['运费12', ['amount 1200']],
    ['退款金额：39.9', ['amount 3990']],
    ['一块退了吧', []],
    ['两块手表都坏了', []],
    ['元旦发货吗', []],
    ['三百多天了', []],
    ['满199减20', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('quantities', () => {
  test.each([
    ['少了2个', ['quantity 2']],
    ['买了三件', ['quantity 3']],
    ['两双鞋', ['quantity 2']],
    ['少一个杯子', ['quantity 1']],
    ['十二瓶只到了十瓶', ['quantity 12', 'quantity 10']],
    ['碎了仨个', ['quantity 3']],
    ['等了两个月', []],
    ['第三个', []],
    ['四件套', []],
    ['买的6个装', []],
    ['一个客服都没有', []],
    ['iPhone15', []],
    ['我穿38码', []],
    ['两个小时了', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })
})

describe('dates, on Sunday 22 November 2026', () => {
  test.each([
    ['今天能到吗', ['date 2026-11-22']],
    ['昨天下的单', ['date 2026-11-21']],
    ['前天就说发货', ['date 2026-11-20']],
    ['大前天', ['date 2026-11-19']],
    ['明天送', ['date 2026-11-23']],
    ['11月3号买的', ['date 2026-11-03']],
    ['十一月三号', ['date 2026-11-03']],
    ['1月5日之前要', ['date 2027-01-05']],
    ['2025年12月1日', ['date 2025-12-01']],
    ['2026-11-11 10:22', ['date 2026-11-11']],
    ['上周五寄回去的', ['date 2026-11-13']],
    ['这周三', ['date 2026-11-18']],
    ['下周一能发吗', ['date 2026-11-23']],
    ['双十一买的', ['date 2026-11-11']],
    ['双12', ['date 2026-12-12']],
    ['618买的', ['date 2026-06-18']],
    ['3号下单', ['date 2026-11-03']],
    ['12月1号买的', ['date 2025-12-01']],
    ['25号到货', ['date 2026-11-25']],
    ['上个月28号', ['date 2026-10-28']],
    ['三天前', ['date 2026-11-19']],
    ['2月30号', []],
    ['3号楼', []],
    ['以前天天买', []],
    ['37号的鞋', []],
    ['3.5的屏', []],
    ['最后天数', []],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected)
  })

  test('the day turns at midnight in the shop, not in Greenwich', () => {
    const justAfter = Date.parse('2026-11-22T00:30:00+08:00')
    expect(find('今天', justAfter)[0]?.value).toBe('2026-11-22')
    expect(createEntityFinder('UTC')('今天', justAfter)[0]?.value).toBe('2026-11-21')
  })
})

test('spans cut the words out of the original text', () => {
  const text = '昨天买了２个,订单：318811567705,电话138 1234 5678,退１２．５元'
  for (const { text: words, start, end } of find(text, at)) {
    expect(text.slice(start, end)).toBe(words)
  }
  expect(find(text, at).map(({ text }) => text)).toEqual([
    '昨天',
    '２个',
    '318811567705',
    '138 1234 5678',
    '１２．５元',
  ])
})

test('spans do not overlap', () => {
  const found = find('11月3号花了三百多买了3件,订单261118-430735215282250', at)
  for (const [n, entity] of found.entries()) {
    expect(entity.start).toBeGreaterThanOrEqual(found[n - 1]?.end ?? 0)
  }
})

test.each([
  '1 ',
  '1-',
  'A',
  '9',
  '一',
  '十',
  '百',
  '订单',
  '块',
  '个',
  '上',
  '前天',
  'http://a',
  '\u0000',
  '¥',
  '1月',
])('sixteen kilobytes of %j take no time', (piece) => {
  const text = piece.repeat(16_384 / piece.length)
  const began = performance.now()
  find(text, at)
  expect(performance.now() - began).toBeLessThan(100)
})
