import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Drawer, Empty, Result, Spin } from 'antd'
import { Link } from 'wouter'
import type { OverviewRow } from '../../shared/index.ts'
import { api, listAddress } from '../api.ts'
import { moment, nameOf, sentenceOf } from '../format.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'
import { type Drill, listQuery, type Query, searchOf } from './address.ts'
import { say } from './texts.ts'
import { useShown } from './use-shown.ts'

const pageRows = 50

/** The conversations behind a number. */
export function ListDrawer({ nameFor }: { nameFor: (drill: Drill) => readonly string[] }) {
  const { shown, show } = useShown()
  const { list, ...rest } = shown
  return (
    <Drawer
      open={list !== undefined}
      onClose={() => show(rest)}
      size={520}
      destroyOnHidden
      closable={{ 'aria-label': say.list.close }}
      title={list && [say.list.names[list.figure] ?? list.figure, ...nameFor(list)].join(' · ')}
    >
      {list && <Listed query={listQuery(shown, list)} />}
    </Drawer>
  )
}

function Listed({ query }: { query: Query }) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetching, refetch } =
    useInfiniteQuery({
      queryKey: ['overview', 'list', query],
      initialPageParam: 0,
      queryFn: ({ pageParam }) =>
        api.overviewList(searchOf({ ...query, skip: String(pageParam), limit: String(pageRows) })),
      getNextPageParam: ({ total }, pages) => {
        const had = pages.reduce((sum, { rows }) => sum + rows.length, 0)
        return had < total ? had : undefined
      },
    })
  if (isPending) return <Spin className="ov-drawing" delay={200} />
  if (error !== null) {
    return (
      <Result
        status="error"
        title={say.list.failed}
        subTitle={sentenceOf(error)}
        extra={<Button onClick={() => void refetch()}>{say.retry}</Button>}
      />
    )
  }
  const [first] = data.pages
  if (first === undefined || first.total === 0) return <Empty description={say.list.empty} />
  return (
    <>
      <p className="ov-list-head">
        <span>{say.list.count(first.total)}</span>
        <span>
          {say.list.save}
          {texts.marks.colon}
          <a href={listAddress(searchOf(query), 'csv')} download>
            {say.csv}
          </a>
          {' · '}
          <a href={listAddress(searchOf(query), 'xlsx')} download>
            {say.xlsx}
          </a>
        </span>
      </p>
      <ul className="ov-list">
        {/* The same chat may stand there several times, at one moment too. */}
        {[...data.pages.flatMap(({ rows }) => rows).entries()].map(([place, row]) => (
          <li key={place}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button block loading={isFetching} onClick={() => void fetchNextPage()}>
          {say.list.more}
        </Button>
      )}
    </>
  )
}

function Row({ row: { at, reason, intents, conversation } }: { row: OverviewRow }) {
  const facts = [
    ...intents,
    ...(reason === null ? [] : [texts.reason[reason] ?? reason]),
    texts.phase[conversation.phase],
  ]
  return (
    <Link href={pathOf(conversation.id)}>
      <span className="ov-row-head">
        <strong>{nameOf(conversation.customer)}</strong>
        <time>{moment(at)}</time>
      </span>
      <span className="ov-row-facts">{facts.join(' · ')}</span>
      <span className="ov-row-last">{conversation.last_text}</span>
    </Link>
  )
}
