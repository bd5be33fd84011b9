import { numerals, parseNumber } from './chinese-number.ts'
import type { Find } from './readable.ts'

const measures = '个個件只双雙条條套盒瓶包袋箱台部支枝本张罐桶卷片把根副对颗粒串提盏份枚'

/** 两个月, 一件事, 四件套, 6个装, 三条短信: not so many pieces of the goods. */
const notGoods =
  '月|半|多|小时|钟头|星期|礼拜|工作日|问题|事|人|字|地方|电话|客服|快递|包裹|订单|单子|意思|办法|说法|解释|交代|好评|差评|朋友|同事|孩子|回复|链接|店|群|号|码|平台|账号|地址|颜色|款|色|样|红包|券|照片|图|视频|短信|信息|消息|分|一|装|入|套|头|身|劲'

const pattern = new RegExp(
  `(?<![\\d.A-Z第每哪这那几${numerals}])(\\d{1,4}|[${numerals}]{1,5}|俩|仨) ?([${measures}])(?!${notGoods})`,
  'g',
)

/** How many pieces: 少了2个, 三件. 一个 counts only after a word that counts. */
export const findQuantities = (text: string): Find[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, amount = ''] = match
    const before = text.slice(Math.max(0, match.index - 4), match.index)
    if (amount === '一' && !/[少缺漏差多买拍到发退换坏剩有要共碎裂破丢来给加]/.test(before))
      return []
    const value = parseNumber(amount)
    if (value === undefined || value === 0) return []
    return [{ value: String(value), start: match.index, end: match.index + whole.length }]
  })
