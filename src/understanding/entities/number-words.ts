/**
 * What the words beside a number say it is: `parcel` is 快递单号, `courier` 快递 or 顺丰 alone, `return`
 * 退货单号, `number` 单号 or 编号 of nobody in particular; `near_courier` and `near_order` stand in the
 * same clause, but not right before the number.
 */
export type NumberWord =
  | 'order'
  | 'parcel'
  | 'courier'
  | 'return'
  | 'number'
  | 'phone'
  | 'other'
  | 'near_courier'
  | 'near_order'

const platforms =
  '淘宝|天猫|京东|拼多多|拼夕夕|多多|抖音|抖店|虾皮|蝦皮|快手|小红书|微店|有赞|唯品会|SHOPEE|TIKTOK|TAOBAO|TMALL|DOUYIN|TK|TB|JD|PDD|DY'
const orders = '订单|訂單|下单|原单|单子|ORDER|DD|[这那哪一二两三四五每]个?单'
const couriers =
  '快递|快遞|物流|包裹|顺丰|順豐|圆通|中通|申通|韵达|极兔|德邦|邮政|百世|EMS|J&T|京东快递|京东物流'
const parcels = `${couriers}|运|運|面`
const phones = '手机|手機|电话|電話|联系方式|联系人?|座机|TEL|PHONE|微信|VX|WX'
const numbers = '编号|編號|编码|单号|單號|单|單|NO|NUMBER'
const nouns = `${numbers}|号码|號碼|号|號|ID`

/** What may stand between a label and its number. */
const link =
  /(?:是这个|就是|如下|给你|给您|发你|在这|[我是为的哈啊呀哦呢吧]|IS|[ :=#()[\]【】「」"'.~→<>-])+$/
/** 抖音单号 is an order's, 抖音号 is a person's. */
const orderLabel = new RegExp(
  `(?:(?:${orders})(?: ?的?(?:${nouns}))*|(?:${platforms})(?: ?的?(?:${numbers}))*)$`,
)
/** Payments have order numbers too, of the payer's bank. */
const paymentLabel = /(?:支付|商户|商家|外部|交易|充值)(?:订单|单)?号?$/
const parcelLabel = new RegExp(
  `(?:${parcels})(?:的|公司|快递|物流|包裹|件)*(?:单|單)?(?:${nouns})$`,
)
/** The parcel that goes back or comes anew, or the case that lets it. */
const returnLabel =
  /(?:退货|退回去?|寄[回出]去?|寄件|发货|补发|换[货新]|取件)的?(?:单号|單號|单|單|号|號)$/
const courierLabel = new RegExp(`(?:${couriers})(?:公司|件)?$`)
const phoneLabel = new RegExp(`(?:${phones})的?(?:号码|號碼|号|號)?$`)
/** A noun that nothing but such a word stands before belongs to nobody else. */
const own = '(?:^|[^\\p{L}\\p{N}]|[的是个这那我你您发给查到错对新旧改成])'
const numberLabel = new RegExp(`${own}(?:单号|單號|编号|編號|单|單|NO)$`, 'u')
const bareLabel = new RegExp(`${own}(?:号码|號碼|号|號|位)$`, 'u')
const others =
  '退款|退费|售后|服务|工|投诉|维权|申诉|举报|理赔|报案|保险|保|发票|税|会员|客户|用户|店铺|商品|产品|宝贝|物料|货品|货|款|合同|设备|机身|机器|序列|凭证|收据|小票|回执|批|柜|柜机|网点|防伪|激活|兑换|交易|流水|支付|付款|转账|券|预约|取件|维修|检测|质检|证件?|卡|账|员工|客服|表|备案|许可|提货|出库|入库|采购|报价|报告|安装|回收|补差|保修|项目|活动|中奖|红包|参考'
/** Every other number that has a name: 服务单号, 会员号, 防伪码, 银行卡, 后四位, IMEI; 尺码 has none. */
const otherLabel = new RegExp(
  `(?:(?:${others})单?的?(?:编号|編號|编码|单号|單號|号码|號碼|单|單)|(?<![\\d单單编編])[号號]|(?<![\\d号號尺鞋扫大小]|(?<!兑)换)[码碼]|[^保]证|卡|[账帐开]户|[银工农建中招交]行|[后前末].{1,2}位|流水|批次|开头|结尾|税|ID|SN|S/N|IMEI ?\\d?|SKU|SPU|QQ群?|69码|卡密|ISBN|CODE|PIN)$`,
)

const reach = 16

/** What the words right before a number call it, or else what its clause is about. */
export const wordBefore = (text: string, at: number): NumberWord | undefined => {
  const before = text.slice(Math.max(0, at - reach), at)
  const clause = /(?:(?!\d{6})[^。,;!?\n])*$/.exec(before)?.[0] ?? ''
  const label = clause.replace(link, '')
  if (paymentLabel.test(label)) return 'other'
  if (parcelLabel.test(label)) return 'parcel'
  if (returnLabel.test(label)) return 'return'
  if (courierLabel.test(label)) return 'courier'
  if (phoneLabel.test(label)) return 'phone'
  if (orderLabel.test(label)) return 'order'
  if (numberLabel.test(label)) return 'number'
  if (bareLabel.test(label)) return undefined
  if (otherLabel.test(label)) return 'other'
  return near(clause)
}

const nearPattern = new RegExp(`(${couriers})|(?:${orders}|${platforms}|单号|單號|编号)`, 'g')

/** The last order or courier that a clause speaks of. */
const near = (clause: string): NumberWord | undefined => {
  let word: NumberWord | undefined
  for (const [, courier] of clause.matchAll(nearPattern)) {
    word = courier === undefined ? 'near_order' : 'near_courier'
  }
  return word
}

const afterPattern = new RegExp(
  `^ ?(?:这个?|那个?)?(?:(?:就?是)[^。,;!?\\n\\d]{0,4}?(?:(${couriers}|运单|面单)|(身份证|银行卡|发票|条码|税号|退款|售后|卡号))|(?:的|这个?)?(?:${orders}|${platforms}))`,
)

/** 「…是快递单号」 and 「…这单」, right after a number. */
export const wordAfter = (text: string, at: number): NumberWord | undefined => {
  const [whole, parcel, other] = afterPattern.exec(text.slice(at, at + reach)) ?? []
  if (whole === undefined) return undefined
  if (parcel !== undefined) return 'parcel'
  return other === undefined ? 'near_order' : 'other'
}
