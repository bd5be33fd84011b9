import { createRandom } from '../../src/understanding/linear/random.ts'

/** One made-up answer of a made-up shop. */
export interface Entry {
  readonly id: string
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
  readonly reply: string
}

/** Draws from a seed, so that every run sees the same shop. */
export interface Draw {
  /** 0 <= n < below */
  readonly below: (below: number) => number
  readonly of: <T>(items: readonly T[]) => T
  /** Like `below`, but n has a share of about 1 / n: few words are said often, many hardly ever. */
  readonly zipf: (below: number) => number
}

export const createDraw = (seed: number): Draw => {
  const random = createRandom(seed)
  const below = (most: number) => Math.floor(random() * most)
  return {
    below,
    of: (items) => items[below(items.length)] as (typeof items)[number],
    zipf: (most) => Math.min(most - 1, Math.floor((most + 1) ** random()) - 1),
  }
}

const split = (text: string) => text.trim().split(/\s+/)

const goods = split(`
  保温杯 茶壶 茶杯 毛衣 衬衫 连衣裙 运动鞋 拖鞋 电饭煲 吹风机 台灯 充电器 耳机 键盘 书包 行李箱 雨伞 床单
  枕头 被套 毛巾 牙刷 面霜 口红 洗发水 奶粉 饼干 坚果 咖啡 蜂蜜 大米 猫粮 狗粮 鱼缸 花盆 拼图 积木 画笔
  笔记本 剪刀 菜刀 砧板 炒锅 蒸锅 水壶 净水器 加湿器 风扇 窗帘 地毯 衣架 收纳箱 手表 项链 帽子 围巾 手套
  袜子 睡衣 羽绒服 牛仔裤 皮带 眼镜 帐篷 睡袋 鱼竿 球拍 哑铃 瑜伽垫 滑板 头盔 轮胎 机油 扳手 电钻 插座`)

const parts = split(`
  盖子 杯垫 滤网 把手 电池 说明书 包装盒 拉链 扣子 鞋带 里衬 面料 涂层 底座 电线 开关 螺丝 配件 赠品 标签
  内胆 密封圈 支架 屏幕 按键 接口 刀头 滤芯 轮子 肩带 帽檐 袖口 领口 裤腰 镜片 镜腿 灯泡 遥控器 防尘袋 清洁刷`)

const traits = split(`
  容量 尺寸 重量 颜色 材质 厚度 产地 保质期 型号 功率 长度 口径 味道 气味 硬度 弹性 透气性 防水等级 噪音 温度`)

const doings = split(`
  放微波炉 机洗 手洗 用开水烫 放冰箱 晒太阳 带上飞机 给孩子用 送人 刻字 换颜色 换尺码 单独买 开发票 退货 换货
  保修 寄到国外 上门取件 货到付款 改地址 分期付款 用优惠券 提前发货 拆开退 自己安装 免费维修 以旧换新 合并发货 指定快递`)

const troubles = split(`
  碎了 裂了 漏水 掉色 起球 缩水 开线 生锈 发霉 有异味 充不进电 不制热 有划痕 少了一个 发错了 打不开 关不上 太吵
  太小了 太大了 松动 变形 褪色 起泡 断了 不亮 卡住了 过期了 没收到 脱胶`)

/** `{g}` is the goods with their name, `{p}` a part, `{t}` a trait, `{d}` a doing, `{x}` a trouble. */
const topics: readonly (readonly string[])[] = [
  ['{g}的{t}是多少', '请问{g}{t}有多少', '想知道{g}的{t}', '{t}怎么看 我要买{g}'],
  ['{g}可以{d}吗', '{g}能不能{d}', '我的{g}想{d}行不行', '支持{d}吗 是{g}'],
  ['{g}{x}怎么办', '收到的{g}{x}', '{g}刚用两天就{x}', '为什么{g}会{x}'],
  ['{g}的{p}{x}', '{g}{p}{x}了能修吗', '{p}{x} 是上周买的{g}', '{g}上面的{p}怎么{x}'],
  ['{g}的{p}在哪里买', '{g}能配一个{p}吗', '{p}丢了 {g}还有卖的吗', '{g}的{p}单卖吗'],
  ['{g}{p}的{t}一样吗', '{g}的{p}是什么{t}', '介绍一下{g}{p}的{t}', '{g}{p}{t}怎么样'],
]

const replies = [
  '您好，{g}的{t}在商品页的规格表里，不同款式略有差别。{p}是随货附送的，拆开包装时请留意，有疑问随时找我们。',
  '关于{g}{d}这件事，请先看一下包装上的提示。如果{p}已经{x}，请拍张照片发给我们，同事会尽快为您处理。',
  '{g}出现{x}的情况，七天之内都可以联系我们。请保留{p}和包装，寄回之前先和客服说一声。',
]

const letters = [
  ...'山水云月风花雪竹兰梅松鹤鹿舟亭溪泉海星晨春秋青蓝紫白金玉石禾麦稻清雅安宁和乐福喜祥嘉',
]

/** Brands: the well-known have two usual letters, the others one of thousands besides. */
const nameOf = (rank: number): string => {
  const draw = createDraw(rank + 1)
  const rare = rank < 300 ? '' : String.fromCharCode(0x4e00 + draw.below(6_000))
  return draw.of(letters) + rare + draw.of(letters)
}

const namesOf = (entries: number) => entries * 2 + 50

/** The same seed and count give the same entries. */
export const entriesOf = (count: number, seed = 7): Entry[] => {
  const draw = createDraw(seed)
  const pick = (words: readonly string[]) => words[draw.zipf(words.length)] ?? ''
  return Array.from({ length: count }, (_, at) => {
    const words: Readonly<Record<string, string>> = {
      g: `${nameOf(draw.zipf(namesOf(count)))}${draw.of(goods)}`,
      p: pick(parts),
      t: pick(traits),
      d: pick(doings),
      x: pick(troubles),
    }
    const fill = (frame: string) => frame.replace(/\{(\w)\}/g, (_, key) => words[key] ?? '')
    const topic = draw.of(topics)
    return {
      id: `entry-${at}`,
      questions: topic.slice(0, 1 + draw.below(topic.length)).map(fill),
      keywords: draw.below(3) === 0 ? [fill('{g}'), fill('{p}{x}')] : [],
      reply: fill(draw.of(replies)),
    }
  })
}
