/**
 * What past customers of the demo shop said: our own words. Only what customers and agents do is
 * written here; what the bot makes of it happens on the real path, by the playbook as it is.
 */
export interface Story {
  /** How often it comes, beside the others. */
  readonly weight: number
  /** One message of the customer after the other; a picture where it says so. */
  readonly says: readonly Said[]
  /** What an agent says once they have it; nothing where the bot is to manage alone. */
  readonly answer?: string
  /** What becomes of the case in the end, if there is one. */
  readonly outcome?: 'done' | 'rejected'
  /** They come back after so many days. */
  readonly backAfterDays?: number
}

export type Said = string | { readonly picture: string }

const photo: Said = { picture: '破损的样子' }

export const stories: readonly [Story, ...Story[]] = [
  { weight: 14, says: ['我的快递到哪了', '好的谢谢'] },
  { weight: 7, says: ['什么时候发货呀', '好'] },
  { weight: 6, says: ['退款多久到账', '知道了'] },
  { weight: 5, says: ['退货地址发我一下', '谢谢'] },
  { weight: 4, says: ['怎么申请退货', '行'] },
  { weight: 4, says: ['可以开发票吗', '好的'] },
  { weight: 4, says: ['退货运费谁出'] },
  { weight: 3, says: ['这个杯子能进微波炉吗'] },
  { weight: 3, says: ['有优惠券吗'] },
  {
    weight: 3,
    says: ['买完就降价了，能退差价吗'],
    answer: '亲，差价这边给您申请，24 小时内原路退回。',
  },
  {
    weight: 6,
    says: ['收到茶杯碎了', photo, '杯口裂开一道缝，盒子也压扁了', '就这一个坏了'],
    answer: '看到照片了，给您补发一只，今天寄出。',
    outcome: 'done',
  },
  {
    weight: 3,
    says: ['打开一看茶叶罐破了', photo, '罐身裂了'],
    answer: '实在抱歉，给您换新的，运费我们出。',
    outcome: 'done',
  },
  {
    weight: 4,
    says: ['少发了一件', photo, '买了两个只收到一个'],
    answer: '查到是漏发，马上补寄给您。',
    outcome: 'done',
  },
  {
    weight: 3,
    says: ['发错颜色了', photo, '要的白色来的是青色'],
    answer: '给您换货，请把收到的寄回来，运费我们出。',
    outcome: 'done',
  },
  {
    weight: 3,
    says: ['用了两天壶嘴漏水', photo, '倒水时从壶嘴根部渗水'],
    answer: '这是质量问题，给您换一只。',
    outcome: 'done',
  },
  {
    weight: 2,
    says: ['跟图片不一样，颜色差好多', photo, '实物发灰'],
    answer: '核对过了，是拍摄光线的差别，可以给您退货。',
    outcome: 'rejected',
  },
  { weight: 2, says: ['收到碎了'] },
  { weight: 2, says: ['杯子有裂纹', photo] },
  {
    weight: 4,
    says: ['显示签收了我没收到'],
    answer: '联系快递核实了，放在驿站，取件码给您发短信了。',
  },
  { weight: 3, says: ['开衫大了想换小一号', 'M 码'], answer: '可以换，给您留了 M 码。' },
  { weight: 4, says: ['转人工'], answer: '您好，我来处理，请说。' },
  {
    weight: 2,
    says: ['人工客服', '想问一下上次说的补发寄了没有'],
    answer: '昨天已经寄出，单号给您发过去。',
    backAfterDays: 3,
  },
  {
    weight: 3,
    says: ['你们太过分了，等了一个星期都没人管', '我要投诉'],
    answer: '非常抱歉让您久等，我现在就给您处理。',
  },
  {
    weight: 1,
    says: ['电热水壶插上电手麻了一下，漏电'],
    answer: '请马上拔掉电源不要再用，我打电话给您。',
    outcome: 'done',
  },
  { weight: 2, says: ['地址填错了，帮我改一下'], answer: '还没发出，已经改好了。' },
  { weight: 2, says: ['取消订单不想要了'], answer: '已经帮您取消，款项原路退回。' },
  { weight: 2, says: ['能便宜点补偿一下吗'], answer: '给您申请一张 10 元券，下次用。' },
  {
    weight: 2,
    says: ['那个东西到底咋整啊', '就是上次那个'],
    answer: '您好，是哪一个订单的事？我来看。',
  },
  { weight: 2, says: ['今天天气不错'] },
  { weight: 2, says: ['好久了还没动静，催一下快递', '嗯'], backAfterDays: 2 },
  { weight: 2, says: ['洗的时候要注意什么'] },
]
