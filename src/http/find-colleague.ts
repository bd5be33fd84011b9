import type { Colleague } from '../desk/index.ts'
import { isWithin, may, type Right, type Shop } from '../model/people.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import type { Sentence } from './language.ts'

/** To whom something is given; throws `bad_request` where nobody with that right can log in by that name. */
export async function findColleague(
  login: string,
  {
    store,
    path,
    right = 'read',
    shop,
    instead = another,
  }: Pick<HttpDeps, 'store'> & {
    readonly path: string
    readonly right?: Right
    /** Whose it is. */
    readonly shop: Shop
    /** What to do where they do not see it. */
    readonly instead?: Sentence
  },
): Promise<Colleague> {
  const agent = (await store.people.agents()).find(({ id }) => id === login)
  if (agent !== undefined && !agent.disabled) {
    if (!may(agent.role, right)) throw new Refusal('bad_request', cannot(agent.name), { path })
    if (isWithin(agent.shops, shop)) return { agent: agent.id, name: agent.name }
    throw new Refusal('bad_request', isElsewhere(agent.name, instead), { path })
  }
  const said = {
    zh: `没有「${login}」这个账号，或者它已停用`,
    en: `There is no active login "${login}"`,
  }
  throw new Refusal('bad_request', said, { path })
}

const cannot = (name: string) => ({
  zh: `${name}的账号不能回复顾客，请转给客服或主管`,
  en: `${name}'s login cannot answer customers; choose an agent or a supervisor`,
})

const another = { zh: '请转给别的同事', en: 'choose another colleague' }

const isElsewhere = (name: string, instead: Sentence) => ({
  zh: `${name}看不到这家店铺，${instead.zh}`,
  en: `${name} does not see this shop; ${instead.en}`,
})
