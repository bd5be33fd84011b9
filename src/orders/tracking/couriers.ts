/**
 * Couriers by their codes at kuaidi100.com, which a push names, and the names that shops' tables
 * give them. A code stands for all of a group that hands out its numbers together. (2026-11)
 */
const couriers: Readonly<Record<string, readonly string[]>> = {
  shunfeng: ['顺丰', '順豐', 'sf', 'sfexpress'],
  zhongtong: ['中通', 'zto'],
  yuantong: ['圆通', '圓通', 'yto'],
  shentong: ['申通', 'sto'],
  yunda: ['韵达', '韻達'],
  jtexpress: ['极兔', '極兔', 'jt', 'j&t'],
  youzheng: ['邮政', '郵政', '邮宝', 'ems'],
  jd: ['京东', '京東', 'jdl', 'jdkuaiyun'],
  debang: ['德邦', 'deppon'],
  huitong: ['百世', 'baishi'],
  tiantian: ['天天', 'ttk'],
  danniao: ['丹鸟'],
  zhaijisong: ['宅急送', 'zjs'],
  kuayue: ['跨越'],
  anneng: ['安能'],
  suning: ['苏宁'],
  fengwang: ['丰网'],
  youshu: ['优速'],
  fedex: ['联邦', 'lianbang'],
  ups: [],
  dhl: [],
  usps: [],
}

const words = Object.entries(couriers).flatMap(([code, names]) =>
  [code, ...names].map((name) => ({ code, name })),
)

/** What says nothing of who it is. */
const anybody =
  /快递|速递|速运|快运|物流|货运|公司|有限|股份|其他|其它|无|菜鸟|裹裹|cainiao|express|logistics|[\s\p{P}]/gu

/**
 * The same key for every name of a courier. A name that we do not know is its own key; none, or
 * several at once, is the key of nobody, `''`.
 */
export function courierKey(name: string): string {
  const text = name.normalize('NFKC').toLowerCase()
  const rest = text.replace(anybody, '')
  const found = new Set(words.filter((word) => isIn(rest, word.name)).map(({ code }) => code))
  if (found.size > 1) return ''
  return found.values().next().value ?? rest
}

/** Short letters may stand in any word, and long ones begin those of a courier's branches. */
function isIn(text: string, name: string): boolean {
  if (!/^[a-z]/.test(name)) return text.includes(name)
  return name.length < 5 ? text === name : text.startsWith(name)
}

/** Whether two keys are of two couriers for sure: only of those that we know can that be said. */
export const areOthers = (a: string, b: string): boolean =>
  a !== b && Object.hasOwn(couriers, a) && Object.hasOwn(couriers, b)
