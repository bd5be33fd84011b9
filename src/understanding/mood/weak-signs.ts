/** What shows some feeling without a word for it. */
export interface WeakSign {
  readonly weight: number
  /** It only strengthens what other signs say: 「太好了」 is no complaint. */
  readonly adds: boolean
  readonly start: number
  readonly end: number
}

interface Pattern {
  readonly weight: number
  readonly adds?: true
  readonly pattern: RegExp
}

const many = '[0-9一二两三四五六七八九十百半几好多无数]{1,4}'
const unit = '(?:天|周|星期|礼拜|月|小时|钟头)'
const rest = '[^,.!?，。]'

/**
 * 1 is displeasure on its own, 2 is anger. Every repetition is bounded, so that no message takes
 * long.
 */
const patterns: readonly Pattern[] = [
  { weight: 0.5, pattern: /[!❗‼]{2,}/u },
  { weight: 0.5, pattern: /\?{2,}|\?!|!\?/ },
  { weight: 0.4, adds: true, pattern: /(?<![!?])[!❗](?![!?])/u },
  // 「退钱退钱退钱」, but not 「哈哈哈」 or 「好好好」.
  {
    weight: 1,
    pattern:
      /(?![哈嘿嘻呵嗯恩哦噢对是好行谢亲喂嗨啦啊呀的在慢拜快急])([\p{Script=Han}]{1,4}?)(?:[\s,.!~、，。]{0,3}\1){2,20}/u,
  },
  {
    weight: 0.5,
    adds: true,
    pattern:
      /太|真的|真是|实在|简直|根本|完全|从来没|一点都不|永远|这么|那么|就这|怎么回事|咋回事|什么情况|怎么办事|为什么|为啥/,
  },
  { weight: 0.3, adds: true, pattern: /你们/ },
  { weight: 0.7, pattern: /到底|究竟|倒底|道底|居然|竟然/ },
  { weight: 1, pattern: /凭什么|凭啥|谁给你们?的|也太(?![好棒赞美香值快爱可帅漂便划])/ },
  {
    weight: 1,
    pattern: /有没有(?:个)?(?:人|客服|活人)(?:管|理|回|处理|负责|在管)|有人管[吗没么]|没有人管/,
  },
  // Rhetorical questions.
  {
    weight: 1,
    pattern: /你们.{0,4}就(?:是)?这[样么种]|这就是你们|就这[样种]?(?:服务|态度|质量|水平|素质)/,
  },
  { weight: 2, pattern: /(?:哪有|有|没见过)(?:像)?你们?(?:家)?这[样么]/ },
  {
    weight: 1,
    pattern:
      /难道|至于吗|有那么难|很难吗|不行吗|想怎样|想怎么样|什么意思啊|几个意思|当我们?是|怎么搞的|咋搞的|怎么做事|怎么弄的/,
  },
  {
    weight: 0.7,
    pattern: /是吧$|是吧[,.!?\s]|谁(?:信|赔|负责|买单|受得了|管)|(?:让|叫)我们?(?:怎么|咋|如何)/,
  },
  { weight: 1, pattern: /你们?.{0,6}([退发管回赔给换修补认想])不\1/ },
  {
    weight: 0.7,
    pattern: /说好的?|不是说(?!你们?|您)|不是承诺|当初怎么说|怎么说的|结果(?:呢|就|是|给|来)/,
  },
  { weight: 1, pattern: /敢情|合着|感情你们|(?<!不)好意思[吗么?]|(?:也|还|怎么|咋)好意思/ },
  { weight: 1.5, pattern: /也配|(?:这|原来)[^,.!?，。]{0,8}(?:也叫|也算|也能叫)/ },
  {
    weight: 1,
    pattern: /^[呃额]|本来[^!?]{0,12}(?:结果|没想到)|有点(?:坑|差|烦|假|水|糙|粗糙|随便|失落|让人)/,
  },
  // 「再不发货我就…」: an ultimatum.
  {
    weight: 1.5,
    pattern:
      /(?:今天|今晚|明天|再)(?:要是|如果)?(?:还)?不[^,.!?，。]{1,10}[\s,，]?(?:我?就|我要|别怪|试试)/,
  },
  // Praise in quotation marks is none.
  {
    weight: 2,
    pattern:
      /[“"「‘](?:五星级?|优质|贴心|高效|正品|良心|专业|周到|完美|极速|闪电|神速|诚信|好)[^”"」’]{0,4}[”"」’]/,
  },
  { weight: 0.7, pattern: /[“"「‘](?:耐心|稍等|尽快|马上|请|亲)[^”"」’]{0,6}[”"」’]/ },
  // Waiting and asking in vain: 「都5天了还没」, 「催了三遍」, 「第四次问」.
  {
    weight: 1,
    pattern: new RegExp(
      `${many}个?多?${unit}了?${rest}{0,8}(?:还没|还不|还在|都没|都不|也没|没人|没动静|不见|就是不)`,
    ),
  },
  {
    weight: 1,
    pattern: new RegExp(`(?:等|晾|拖|都|现在)(?:了|都)?(?:你们)?${many}个?多?${unit}`),
  },
  {
    weight: 1,
    pattern: new RegExp(
      `(?:催|问|说|打|找|发|联系|反馈|申请|解释|返修|修|换|寄)了?${rest}{0,3}${many}(?:次|遍|回|个电话|条)|第[三四五六七八九十3-9](?:次|回|遍)`,
    ),
  },
]

const strongestFirst = [...patterns].sort((a, b) => b.weight - a.weight)

/** The weak signs of a folded text, the strongest first; each pattern counts once. */
export const weakSigns = (text: string): readonly WeakSign[] =>
  strongestFirst.flatMap(({ pattern, weight, adds = false }) => {
    const found = pattern.exec(text)
    if (!found) return []
    return [{ weight, adds, start: found.index, end: found.index + found[0].length }]
  })
