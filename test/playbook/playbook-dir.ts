import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const twenty = (about: string) =>
  Array.from(
    { length: 20 },
    (_, index) => `  - ${about}说法${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${index}`,
  ).join('\n')

const minimal: Readonly<Record<string, string>> = {
  'intents/damaged.yaml': `id: damaged
title: 收到破损
role: request
keywords: [破损]
examples:
${twenty('破损')}
`,
  'intents/refund.yaml': `id: refund
title: 退款
role: request
examples:
${twenty('退款')}
about_orders: [after_sale]
`,
  'replies/shop.yaml': `shop:
  name: 一叶茶器
  phone: "0798-0000000"
`,
  'replies/handoff.yaml': `wants_human:
  intents: []
  words: [人工]
safety:
  intents: []
  words: [漏电]
told:
  default: 马上转人工
queue_notice: 正在排队
`,
  'replies/phrases.yaml': `clarify: |
  您是想问：
  {{options}}
offer: 是想问 {{option}} 吗
which_order: "{{options}}"
other_order: 请发订单号
not_understood: 没听懂
off_topic: 答不了
unanswered: "{{matters}} 答不了"
soothe_angry: 别着急
order_source_down: 查不到
order_not_found: 没有订单 {{order_no}}
assumed_order: 是 {{order.no}} 吗
order_noted: 记成 {{order.no}}
together: "{{troubles}} 记在一起"
received_some: 收到 {{received}}，还差 {{missing}}
received_nothing: 还差 {{missing}}
later_is_fine: 稍后也行
still_fine: 等您
option_noted: 记下 {{option}}
already_complete: 单号 {{ticket.number}}
media_alone: 请说说情况
plan_answered: 记下了
media_kept: 请说说情况
still_unsafe: 请说说情况
handed_on: 请说说情况
order_card_alone: 这个订单怎么了
goods_alone: 这件东西怎么了
unsupported: 看不了
slot_refused: 没关系
order_past_window: 签收久了
ticket_progress: 进度 {{ticket.stage}}
ticket_not_found: 没有 {{ticket.number}}
all_arrived: 都收到 {{ticket.number}}
not_arrived: 没看到 {{missing}}
picture_blurred: 糊了
picture_blank: 全黑
picture_small: 太小
picture_unreadable: 打不开
picture_lost: 没收到
picture_poor: 先收下
picture_taken_back: 刚才的不算
withdrawn: 不处理了
refuse_words: [不给]
later_words: [稍后]
sent_words: [发了]
correct_words: [不对]
wrong_order_words: [订单号错]
withdraw_words: [没事了]
wanted_again_words: [还是给我处理]
let_be_words: [算了]
still_words: [还没]
affirms: { intents: [], words: [是的] }
denies: { intents: [], words: [不是] }
urges: { intents: [] }
none_words: [都不是]
other_words: [那个呢]
fragment_words: [在吗]
`,
  'replies/refund.yaml': `topic: refund
title: 退款
answers:
  - id: refund-known
    intents: [refund]
    when:
      after_sale: [refunding]
    reply: 退款在处理
  - id: refund-any
    intents: [refund]
    reply: 请在订单里申请
`,
  'replies/damaged.yaml': `topic: damaged
title: 破损
flows:
  - id: damaged
    title: 破损登记
    intents: [damaged]
    problem_class: 物流异常
    soothe: 抱歉
    ask: 请发 {{missing}}
    slots:
      - id: photo
        kind: photo
        label: 照片
    complete: 单号 {{ticket.number}}
    partial: 先登记
    remind: 还差 {{missing}}
`,
}

/** The smallest playbook without a fault, with some files written anew, or left out (undefined). */
export const aPlaybookDir = async (
  files: Readonly<Record<string, string | Buffer | undefined>> = {},
): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'playbook-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  for (const folder of ['intents', 'replies']) await mkdir(join(dir, folder))
  for (const [file, text] of Object.entries({ ...minimal, ...files })) {
    if (text === undefined) continue
    await mkdir(dirname(join(dir, file)), { recursive: true })
    await writeFile(join(dir, file), text)
  }
  return dir
}

/** A file of the minimal playbook with one piece of it replaced. */
export const changed = (file: string, from: string, to: string): Record<string, string> => {
  const text = minimal[file] ?? ''
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
  return { [file]: text.replace(from, () => to) }
}
