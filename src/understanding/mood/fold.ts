import { longestText } from '../normalise.ts'

/** Traditional characters of angry and hasty words, each before its simplified form. */
const simplified = new Map(
  [
    ...'們们開开關关騙骗訴诉氣气態态報报舉举錢钱貨货買买賣卖還还沒没這这麼么樣样為为說说話话實实廢废腦脑殘残滾滚媽妈罵骂豬猪賤贱無无語语爛烂後后過过會会來来時时間间發发壞坏難难處处給给讓让個个誰谁嗎吗點点幾几長长當当應应對对嚴严遲迟評评電电臺台視视師师監监權权賠赔償偿麗丽極极慘惨憑凭從从爾尔緊紧趕赶飛飞機机禮礼結结場场儘尽馬马',
  ]
    .join('')
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
)

/** Simplified, half width and lower case. Every character keeps its place: spans fit the original. */
export const foldInPlace = (text: string): string =>
  text
    .slice(0, longestText)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[\u4e00-\u9fff]/g, (char) => simplified.get(char) ?? char)
