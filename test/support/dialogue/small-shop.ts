import type { Flow } from '../../../src/model/flow.ts'
import type { Answer, Intent } from '../../../src/playbook/index.ts'
import { aFlow, anAnswer, anIntent, aSlot } from './playbook-parts.ts'

export const intents: readonly Intent[] = [
  anIntent({ id: 'logistics', title: '物流到哪了', about_orders: ['shipped', 'delivered'] }),
  anIntent({ id: 'shipping_time', title: '什么时候发货', about_orders: ['paid'] }),
  anIntent({ id: 'refund_status', title: '退款到哪了', about_orders: ['after_sale'] }),
  anIntent({ id: 'invoice', title: '开发票', keywords: ['开票'], not_keywords: ['不开票'] }),
  anIntent({ id: 'price', title: '保价' }),
  anIntent({ id: 'damaged', title: '收到破损', about_orders: ['delivered'] }),
  anIntent({ id: 'missing', title: '少发', keywords: ['少发'] }),
  anIntent({ id: 'compensation', title: '赔偿' }),
  anIntent({ id: 'complaint', title: '投诉' }),
  anIntent({ id: 'urge', title: '催促' }),
  anIntent({ id: 'human_agent', title: '找人工' }),
  anIntent({ id: 'safety_incident', title: '人身安全' }),
  anIntent({ id: 'greeting', title: '打招呼', role: 'social' }),
  anIntent({ id: 'thanks', title: '道谢', role: 'social' }),
  anIntent({ id: 'affirm', title: '肯定', role: 'context' }),
  anIntent({ id: 'deny', title: '否认', role: 'context' }),
  anIntent({ id: 'order_given', title: '给订单号', role: 'context' }),
  anIntent({ id: 'other', title: '别的', role: 'off_topic' }),
]

export const answers: readonly Answer[] = [
  anAnswer({
    id: 'logistics-moving',
    intents: ['logistics'],
    when: { order_state: ['shipped'] },
    reply: '您的 {{order.items}}（{{order.no}}）：{{order.last_event}}，{{order.last_event_time}}',
  }),
  anAnswer({
    id: 'logistics-any',
    intents: ['logistics'],
    reply: '请在订单页看物流。',
  }),
  anAnswer({ id: 'shipping', intents: ['shipping_time'], reply: '48 小时内发货。' }),
  anAnswer({
    id: 'refund',
    intents: ['refund_status'],
    reply: '退款{{order.after_sale_state}}，{{order.refund_amount}}。',
  }),
  anAnswer({ id: 'invoice', intents: ['invoice'], reply: '发票在订单页申请，{{shop.name}}开具。' }),
  anAnswer({ id: 'invoice-title', keywords: ['发票抬头'], reply: '抬头在申请页改。' }),
  anAnswer({
    id: 'invoice-form',
    questions: ['电子发票有吗'],
    reply: '我们开电子发票。',
  }),
  anAnswer({
    id: 'complaint',
    intents: ['complaint'],
    reply: '很抱歉，马上请主管看。',
    next: 'handoff',
  }),
  anAnswer({ id: 'hello', intents: ['greeting'], reply: '您好，请讲。' }),
  anAnswer({ id: 'bye', intents: ['thanks'], reply: '不客气。' }),
  anAnswer({ id: 'affirm', intents: ['affirm'], reply: '好的，还有什么要看的吗？' }),
  anAnswer({ id: 'deny', intents: ['deny'], reply: '您再说说。' }),
  anAnswer({ id: 'number-alone', intents: ['order_given'], reply: '这一单要办什么？' }),
]

export const flows: readonly Flow[] = [
  aFlow({
    id: 'damaged',
    title: '收到破损',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '破损照片', example: '拍清楚' }),
      aSlot({ id: 'order-number', kind: 'order_number', label: '订单编号' }),
      aSlot({ id: 'description', kind: 'description', label: '破损情况' }),
      aSlot({
        id: 'wanted',
        kind: 'choice',
        label: '希望的处理',
        options: ['补发', '换货', '退款'],
        optional: true,
      }),
    ],
  }),
  aFlow({
    id: 'missing',
    title: '少发',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '合照' }),
      aSlot({ id: 'description', kind: 'description', label: '少了什么' }),
    ],
  }),
  aFlow({
    id: 'compensation',
    title: '赔偿',
    next: 'handoff',
    slots: [
      aSlot({ id: 'video', kind: 'video', label: '开箱视频' }),
      aSlot({ id: 'amount', kind: 'amount', label: '金额' }),
      aSlot({
        id: 'wanted',
        kind: 'choice',
        label: '赔付方式',
        options: ['现金', '优惠券', '补发'],
      }),
    ],
  }),
  aFlow({
    id: 'safety',
    intents: ['safety_incident'],
    title: '人身安全',
    slots: [
      aSlot({ id: 'photo', kind: 'photo', label: '现场照片' }),
      aSlot({ id: 'description', kind: 'description', label: '经过' }),
    ],
  }),
]
