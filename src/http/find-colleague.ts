import type { Colleague } from '../desk/index.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'

/** To whom something is given; throws `bad_request` where nobody can log in by that name. */
export async function findColleague(
  login: string,
  { store, path }: Pick<HttpDeps, 'store'> & { readonly path: string },
): Promise<Colleague> {
  const agent = (await store.people.agents()).find(({ id }) => id === login)
  if (agent !== undefined && !agent.disabled) return { agent: agent.id, name: agent.name }
  const said = {
    zh: `没有「${login}」这个账号，或者它已停用`,
    en: `There is no active login "${login}"`,
  }
  throw new Refusal('bad_request', said, { path })
}
