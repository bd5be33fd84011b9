import type { Find } from './readable.ts'

/** Colours that a shop writes into its choices, and the other ways to say them. */
const names: Readonly<Record<string, string>> = {
  黑色: '纯黑色',
  白色: '纯白色',
  红色: '大红色',
  黄色: '',
  蓝色: '',
  绿色: '',
  紫色: '',
  灰色: '',
  粉色: '粉红色|粉红',
  橙色: '橘色|橘黄色|桔色',
  棕色: '',
  褐色: '',
  金色: '',
  银色: '',
  青色: '',
  米色: '',
  杏色: '',
  驼色: '',
  咖啡色: '咖色',
  肤色: '肉色|裸色',
  卡其色: '卡其',
  焦糖色: '',
  原木色: '',
  透明色: '',
}

/** A shade and a colour that nobody takes for anything else: 藏青, 香槟金; 色 may follow. */
const shades: Readonly<Record<string, string>> = {
  黑: '灰|曜石|哑光|亮|碳|墨',
  白: '米|奶|雾|本|月|乳|象牙|珍珠|哑光|云',
  红: '酒|枣|深|浅|玫|玫瑰|砖|橘|中国',
  黄: '姜|鹅|柠檬|奶油',
  蓝: '藏|宝|宝石|天|湖|深|浅|淡|靛|孔雀|克莱因|雾霾|牛仔|海军|窑变|冰川',
  绿: '墨|军|豆|草|果|薄荷|牛油果|翠|深|浅|抹茶|橄榄',
  青: '藏|天|竹|梅子',
  紫: '香芋|深|浅|薰衣草|葡萄',
  灰: '深|浅|烟|银|铁|深空|太空|高级|雾霾',
  粉: '樱|樱花|浅|玫瑰|裸|芭比',
  棕: '深|浅|红',
  褐: '茶|深|浅',
  金: '香槟|玫瑰|土豪|浅',
  银: '星光|月光|钛',
}

const shaded = Object.entries(shades).flatMap(([colour, kinds]) =>
  kinds.split('|').map((kind) => kind + colour),
)

const canonical = new Map<string, string>([
  ...shaded.flatMap((name): [string, string][] => [
    [name, name],
    [`${name}色`, name],
  ]),
  ...Object.entries(names).flatMap(([name, others]) =>
    [name, ...others.split('|')].map((other): [string, string] => [other, name]),
  ),
])
canonical.delete('')

/** Longest first, so that 深空灰色 is read whole. */
const spelled = [...canonical.keys()].sort((a, b) => b.length - a.length).join('|')

const named = new RegExp(`(?:${spelled})(?!食品|环保|通道|警报|预警)`, 'g')

/** 白的 and 红款 are colours where one is chosen; 明白的 and 通红的 are not. */
const chosen =
  /(?<=(?:^|[ ,。!?;、:要换拍选买成是])[了个件双条]?)[黑白红黄蓝绿紫灰粉橙棕金银](?=[的款](?!确))/g

/** Colours, by the name that shops write: 黑色, 藏青, 香槟金. */
export const findColours = (text: string): Find[] => [
  ...[...text.matchAll(named)].map((match) => found(match, canonical.get(match[0]) ?? match[0])),
  ...[...text.matchAll(chosen)].map((match) => found(match, `${match[0]}色`)),
]

const found = ({ 0: words, index }: RegExpExecArray, value: string): Find => ({
  value,
  start: index,
  end: index + words.length,
})
