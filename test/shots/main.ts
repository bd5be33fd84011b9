import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../src/config.ts'
import { customers } from './customer.ts'
import { desk, emptyDesk } from './desk.ts'
import { overview, people, playbook } from './pages.ts'
import { queueOf300 } from './queue.ts'
import { openStudio, type Studio } from './studio.ts'

/** In this order: what one of them leaves behind is what the next ones show. */
const parts: readonly { key: string; title: string; take: (studio: Studio) => Promise<void> }[] = [
  { key: 'empty', title: '还没有人来 · Before anybody came', take: emptyDesk },
  { key: 'customer', title: '顾客 · The customer', take: customers },
  { key: 'desk', title: '客服台 · The desk', take: desk },
  { key: 'people', title: '账号 · Logins', take: people },
  { key: 'playbook', title: '话术 · The playbook', take: playbook },
  { key: 'overview', title: '概览 · The overview', take: overview },
  { key: 'queue', title: '忙的时候，断的时候 · Busy, and cut off', take: queueOf300 },
]

const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: join(projectRoot, 'docs/shots') } },
  allowPositionals: true,
})
const wanted = parts.filter(({ key }) => positionals.length === 0 || positionals.includes(key))
const print = (text: string) => process.stdout.write(`${text}\n`)

const studio = await openStudio(values.out)
const sections: string[] = []
try {
  for (const { key, title, take } of wanted) {
    const before = studio.pictures.length
    await take(studio)
    const taken = studio.pictures.slice(before)
    const rows = taken.map(({ name, says }) => `| [${name}](${name}.png) | ${says} |`)
    sections.push([`## ${title}`, '', '| | |', '|---|---|', ...rows].join('\n'))
    print(`${key}: ${taken.length}`)
  }
} finally {
  await studio.close()
}
if (wanted.length === parts.length) {
  const head =
    '# 截图 · Screenshots\n\n由 `npm run shots` 拍下，不要手改。*Taken by `npm run shots`; not edited by hand.*'
  writeFileSync(join(values.out, 'README.md'), `${[head, ...sections].join('\n\n')}\n`)
}
