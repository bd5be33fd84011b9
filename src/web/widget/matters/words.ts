import type { OrderCard } from '../../shared/index.ts'

export const zh = {
  title: '我的订单和售后',
  cases: '售后进度',
  orders: '点一个订单，就从它问起',
  loading: '正在查…',
  failed: '没有查到，请检查网络后重试',
  unknown: '订单系统这会儿没有回应，可以直接把订单号发过来',
  none: '这里还没有您的订单。在别处买的，把订单号发过来就行',
  state: {
    unpaid: '待付款',
    paid: '待发货',
    shipped: '运输中',
    delivered: '已签收',
    completed: '交易完成',
    cancelled: '已取消',
  } satisfies Record<OrderCard['state'], string>,
  steps: ['登记', '核实', '方案', '办完'],
  claim: {
    title: '用订单号和手机尾号查',
    order: '订单号',
    tail: '收货手机后四位',
    tailHint: '4 位数字',
    find: '查我的订单',
    asking: '正在核对…',
    failed: '没有连上，请检查网络后重试',
    note: '对上以后，聊天会接到您这个订单的会话里。',
  },
  ask: (number: string) => `售后单 ${number} 到哪一步了`,
  opened: (date: string) => `${date} 登记`,
  placed: (date: string) => `${date} 下单`,
}

export const en: typeof zh = {
  title: 'My orders and cases',
  cases: 'Cases',
  orders: 'Pick the order it is about',
  loading: 'Looking them up…',
  failed: 'They could not be loaded. Check the network and try again',
  unknown: 'The order system does not answer now; you can send the order number instead',
  none: 'No orders of yours are known here. If you bought elsewhere, send the order number',
  state: {
    unpaid: 'unpaid',
    paid: 'to be sent',
    shipped: 'on its way',
    delivered: 'delivered',
    completed: 'completed',
    cancelled: 'cancelled',
  },
  steps: ['Noted', 'Checked', 'Plan', 'Done'],
  claim: {
    title: 'Find them by order number and phone',
    order: 'Order number',
    tail: 'Last 4 digits of its phone',
    tailHint: '4 digits',
    find: 'Find my orders',
    asking: 'Checking…',
    failed: 'No connection. Check the network and try again',
    note: 'Once it matches, the chat goes on in the conversation of that order.',
  },
  ask: (number) => `How far is case ${number}?`,
  opened: (date) => `noted on ${date}`,
  placed: (date) => `placed on ${date}`,
}

export const words = {
  zh,
  en: () => import('./words.ts?en'),
  tw: () => import('./words.ts?tw'),
}
