import type { Example } from '../../src/understanding/index.ts'

const sentences: Readonly<Record<string, readonly string[]>> = {
  refund_request: [
    '我要退款',
    '把钱退给我',
    '不想要了退钱',
    '申请退款谢谢',
    '能退款吗',
    '这单退款吧',
    '给我退钱',
    '麻烦退一下款',
  ],
  damaged: [
    '收到就碎了',
    '杯子是破的',
    '打开发现摔坏了',
    '快递盒烂了里面也碎了',
    '瓶子裂了',
    '到手就是坏的',
    '碎成好几块',
    '壶嘴磕破了',
  ],
  logistics_status: [
    '快递到哪了',
    '物流怎么不动了',
    '包裹什么时候能到',
    '我的快递今天送吗',
    '查一下物流',
    '货到哪里了',
    '怎么还没送到',
    '物流信息没更新',
  ],
  greeting: ['你好', '在吗', '您好亲', '有人在吗', '哈喽', '早上好', '你好呀', '客服在吗'],
  other_out_of_scope: [
    '今天天气真好',
    '讲个笑话',
    '股票跌了',
    '你吃饭了没',
    '唱首歌听听',
    '会员怎么续费',
    '密码忘记了',
    '我想加盟',
  ],
}

/** A corpus small enough for every engine to learn in a moment. */
export const examples: readonly Example[] = Object.entries(sentences).flatMap(([intent, texts]) =>
  texts.map((text) => ({ text, intent })),
)

export const intents = Object.keys(sentences)
export const offTopic: ReadonlySet<string> = new Set(['other_out_of_scope'])

/** What people, pets and other programs send when they do not write sentences. */
export const oddTexts: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['spaces', '  \n\t　 '],
  ['one emoji', '😀'],
  ['many emoji', '🤣😭👍🏻👨‍👩‍👧‍👦🇨🇳'],
  ['punctuation', '？？？。。。，！…~'],
  ['digits', '123'],
  ['a long number', '2810476359927461853'],
  ['one character', '的'],
  ['two thousand characters', '退款'.repeat(1_000)],
  ['sixteen thousand characters', '到底什么时候发货啊 '.repeat(1_700)],
  ['one character many times', 'a'.repeat(2_000)],
  ['mixed scripts', 'この商品はいつ届きますか Привет مرحبا hello 退款'],
  ['control characters', '\u0000\u0001\u001b[31m退\u200b款\ufeff\u202e'],
  ['a lone surrogate', '退款\ud83d'],
  ['masks', '[订单x] [数字x] [图片] #E-s46'],
  ['names of object members', '__proto__ constructor toString hasOwnProperty'],
  ['ligatures that grow when folded', '\ufdfa'.repeat(500)],
]
