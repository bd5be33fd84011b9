import { Link } from 'wouter'
import type { Me } from '../../shared/index.ts'
import { pagesFor } from '../pages.ts'

/** A place in the playbook; a link for who may open that page. */
export function SourceLink({ source, me }: { source: string; me: Me }) {
  const [, file = source, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(source) ?? []
  const page = pagesFor(me).find(({ key }) => key === 'playbook')
  if (page === undefined) return <code>{source}</code>
  return (
    <Link href={`${page.path}/${file}${line === undefined ? '' : `?line=${line}`}`}>
      <code>{source}</code>
    </Link>
  )
}
