import { closest } from '../model/closest.ts'
import { sentenceVariables, variables } from '../model/variables.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorAt, type Fault, type Words, warningAt } from './fault.ts'
import type { Outline, Sentence, Written } from './outline.ts'
import { shopKey, strayBraces, type Token, tokensOf } from './template.ts'
import { placeInside, placeOf } from './yaml-file.ts'

/** Variables in replies and sentences: known, allowed where they stand, and filled in by the shop. */
export const checkVariables = (
  { answers, sentences, shop }: Outline,
  shopDefaults: Readonly<Record<string, string>>,
): Fault[] => {
  const shopKeys = shopKeysOf(shop)
  const replies = answers.flatMap(({ reply }) => reply ?? [])
  const faults = [
    ...replies.flatMap((reply) => checkText(reply, variables, shopKeys)),
    ...sentences.flatMap((sentence) =>
      checkText(sentence, allowedIn(sentence), knowsShop(sentence) ? shopKeys : none),
    ),
  ]
  return [...faults, ...checkFilledIn(shop, [...replies, ...sentences], shopDefaults)]
}

export const shopKeysOf = (shop: readonly Written[]): ReadonlySet<string> =>
  new Set(shop.map(keyOf))

const none: ReadonlySet<string> = new Set()

/** Empty or 「待填写」 means: nobody filled it in yet. */
export const isFilledIn = (text: string) => text.trim() !== '' && !text.trim().startsWith('待填写')

const keyOf = ({ path }: Written) => String(path.at(-1))

/** Sentences that the policy fills with the shop's details too; the others know their own only. */
const knowShop = ['told', 'queue_notice', 'queue_notice_closed', 'queue_heard']

const knowsShop = ({ path }: Sentence) => knowShop.includes(String(path[0]))

const allowedIn = (sentence: Sentence): readonly string[] => {
  if (knowsShop(sentence)) return ['customer']
  const { name } = sentence
  return Object.hasOwn(sentenceVariables, name)
    ? sentenceVariables[name as keyof typeof sentenceVariables]
    : []
}

export const checkText = (
  written: Written,
  allowed: readonly string[],
  shopKeys: ReadonlySet<string>,
): Fault[] => [
  ...tokensOf(written.text).flatMap((token) => {
    if (allowed.includes(token.name)) return []
    const key = shopKey(token.name)
    if (key !== undefined && shopKeys.has(key)) return []
    return wrongVariable(written, token, [
      ...allowed,
      ...[...shopKeys].map((known) => `shop.${known}`),
    ])
  }),
  ...strayBraces(written.text).map((stray) =>
    errorAt(
      placeInside(written.file, written.path, stray.raw, stray.index),
      [`花括号没有成对：「${stray.raw}」`, `unpaired braces: "${stray.raw}"`],
      ['变量写成两对英文花括号，例如 {{order.no}}', 'write a variable as {{order.no}}'],
    ),
  ),
]

const wrongVariable = (written: Written, token: Token, allowed: readonly string[]): Fault => {
  const place = placeInside(written.file, written.path, token.raw, token.index)
  const remedy: Words =
    allowed.length > 0
      ? [
          `这里可以用：${allowed.map((name) => `{{${name}}}`).join('、')}`,
          `known here: ${allowed.map((name) => `{{${name}}}`).join(', ')}`,
        ]
      : ['这句话里不能用变量', 'this sentence knows no variables']
  const meant = closest(token.name, allowed)
  if (meant) {
    const [askZh, askEn] = didYouMean(`{{${meant}}}`)
    return errorAt(place, [
      `不认识的变量「${token.raw}」${askZh}`,
      `unknown variable "${token.raw}"${askEn}`,
    ])
  }
  if (isVariable(token.name)) {
    return errorAt(
      place,
      [
        `变量「${token.raw}」不能用在这句话里`,
        `variable "${token.raw}" is unknown in this sentence`,
      ],
      remedy,
    )
  }
  if (shopKey(token.name) !== undefined) {
    return errorAt(
      place,
      [
        `店铺资料 replies/shop.yaml 里没有「${token.name.slice('shop.'.length)}」`,
        `replies/shop.yaml has no "${token.name.slice('shop.'.length)}"`,
      ],
      ['先在 replies/shop.yaml 里加上这一项', 'add it to replies/shop.yaml'],
    )
  }
  return errorAt(place, [`不认识的变量「${token.raw}」`, `unknown variable "${token.raw}"`], remedy)
}

const isVariable = (name: string) =>
  [...variables, ...Object.values(sentenceVariables).flat()].some((known) => known === name)

/** One reminder a detail that nobody filled in, with how many texts wait for it. */
const checkFilledIn = (
  shop: readonly Written[],
  texts: readonly Written[],
  shopDefaults: Readonly<Record<string, string>>,
): Fault[] =>
  shop.flatMap((detail) => {
    const key = keyOf(detail)
    if (isFilledIn(detail.text) || isFilledIn(shopDefaults[key] ?? '')) return []
    const using = texts.filter(({ text }) =>
      tokensOf(text).some(({ name }) => shopKey(name) === key),
    ).length
    if (using === 0) return []
    return [
      warningAt(
        placeOf(detail.file, detail.path),
        [
          `店铺资料「${key}」还没有填写，有 ${using} 条回复用到它`,
          `shop detail "${key}" is not filled in, and ${using} replies use it`,
        ],
        ['没填之前，用到它的回复会跳过', 'until then the replies that use it are passed over'],
      ),
    ]
  })
