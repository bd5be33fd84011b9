import { describe, expect, test } from 'vitest'
import { severityOf } from '../../src/cases/index.ts'
import { createEntityFinder } from '../../src/understanding/entities/entities.ts'
import { aView, now, shippedRules, shopTime, timeZone } from './support.ts'

const { severity } = await shippedRules()

const find = createEntityFinder(timeZone)

/** As the dialogue hands it over: what was said, and the days that it names. */
const levelOf = (said: string, at: number) => {
  const dates = find(said, at).flatMap(({ kind, value }) => (kind === 'date' ? [value] : []))
  return severityOf(severity, aView({ said, dates, at })).level
}

const dragonBoat = shopTime('2027-06-07 10:00')
const midAutumn = shopTime('2026-09-23 10:00')
const newYear = shopTime('2027-02-04 10:00')
const valentine = shopTime('2027-02-12 10:00')

describe('a present or a feast that would be missed cannot wait', () => {
  test.each([
    ['后天我妈过生日，杯子收到是裂的'],
    ['明天就是孩子的满月酒，少发了两个'],
    ['大后天爷爷八十大寿，茶壶漏水怎么办'],
    ['我姐11月27号办婚礼，喜碗缺了一只'],
    ['明晚公司年会抽奖要发的，少了三件'],
    ['后天要去见家长，礼盒压扁了'],
    ['明天带去拜访客户的伴手礼，盒子全是水渍'],
    ['乔迁就在后天，茶具发错颜色了'],
    ['前天是我们结婚纪念日，东西到现在都没影'],
    ['昨天闺女周岁，杯子打开是碎的，一桌人看着'],
    ['明天谢师宴，送老师的笔刻错了'],
    ['后天我请假办婚礼，回礼的杯子还少一箱'],
    ['后天出差带给客户的礼物，收到就是坏的'],
    ['寿宴定在11月28日，寿桃摆件断了'],
    ['今天女朋友生日，蛋糕盘子碎成渣'],
    ['小外甥后天百日宴，银碗发成别人的名字了'],
    ['新店后天开业，摆台的花瓶裂了'],
  ])('「%s」', (said) => {
    expect(levelOf(said, now)).toBe(1)
  })

  test.each([
    ['端午要送丈母娘的礼盒，里面坏了一半', dragonBoat],
    ['后天端午，给长辈送的粽子盒漏油', dragonBoat],
    ['中秋走亲戚拎的茶叶，罐子瘪了', midAutumn],
    ['后天中秋家宴要摆的盘子，碎了四个', midAutumn],
    ['过年给外婆的红包袋印错字了', newYear],
    ['春节拜年用的礼盒少发两份', newYear],
    ['情人节送她的项链，链子是断的', valentine],
  ])('「%s」', (said, at) => {
    expect(levelOf(said, at)).toBe(1)
  })
})

describe('a day off, a journey or a date by the way can', () => {
  test.each([
    ['明天开学，书包拉链坏了'],
    ['后天出差要用，充电器充不进电'],
    ['后天生日我不在家，晚几天再补发也行'],
    ['明天我请假去参加同学婚礼，没人收货，换货的件先别送'],
    ['会员生日券后天就过期了，怎么用不了'],
    ['注册时出生日期填错了，昨天才发现'],
    ['昨天才用上，还没满月就开胶了'],
    ['你们今年会不会补发，昨天就说补'],
    ['后天搬家，旧地址收不了件'],
    ['明天回公司加班，下单送的礼物没看到'],
    ['昨天开的箱，质量不行'],
    ['周岁宝宝的鞋码偏小，昨天试的'],
    ['新店开业活动昨天买的，盖子裂了'],
    ['昨天看你们送礼物的活动写着满两百送杯子，怎么没有'],
    ['后天年会我没空，退款的事过后再说'],
    ['过完节再给你们寄回去，昨天没赶上快递'],
  ])('「%s」', (said) => {
    expect(levelOf(said, now)).toBe(2)
  })

  test.each([
    ['后天端午放假，我收不了件', dragonBoat],
    ['端午你们上班吗，杯子碎了想退', dragonBoat],
    ['端午节快递停运吗，换的杯子能到吗', dragonBoat],
    ['端午三天都不在，回来再给你们寄', dragonBoat],
    ['中秋高速堵车，货才到就发现缺个盖', midAutumn],
    ['中秋放假前能退款吗，茶壶漏水', midAutumn],
    ['过年快递停不停，杯子破了要换', newYear],
    ['春节期间派送吗，收到的是坏的', newYear],
    ['春节前能送到吗，补发的盖子', newYear],
  ])('「%s」', (said, at) => {
    expect(levelOf(said, at)).toBe(2)
  })
})
