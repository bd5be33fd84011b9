import './style.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Alert, Button, Empty, Segmented, Spin } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { NoteFound } from '../../shared/index.ts'
import { api } from '../api.ts'
import { moment, nameOf, sentenceOf } from '../format.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'
import { NoteText } from '../view/note-text.tsx'
import { said } from './said.ts'

const filters = ['all', 'me'] as const
type Filter = (typeof filters)[number]

const atOnce = 50
/** Colleagues write meanwhile. */
const againMs = 20_000

/** What colleagues left for each other in all chats, the newest first; each leads to its place. */
export function NotesPage() {
  const [filter, setFilter] = useState<Filter>('all')
  const me = useQuery({ queryKey: ['me'], queryFn: api.me, staleTime: 60_000 })
  const notes = useInfiniteQuery({
    queryKey: ['notes', filter],
    initialPageParam: '',
    queryFn: ({ pageParam: before }) =>
      api.allNotes({
        limit: String(atOnce),
        ...(filter === 'me' && { mentioned: 'me' }),
        ...(before !== '' && { before }),
      }),
    getNextPageParam: ({ notes }) =>
      notes.length < atOnce ? undefined : String(notes.at(-1)?.line.position ?? ''),
    refetchInterval: againMs,
  })
  const found = notes.data?.pages.flatMap((page) => page.notes) ?? []
  return (
    <main className="notes-page">
      <header>
        <h2>{said.title}</h2>
        <p className="faint">{said.hint}</p>
        <Segmented
          aria-label={said.which}
          value={filter}
          options={filters.map((value) => ({ value, label: said.filters[value] }))}
          onChange={setFilter}
        />
      </header>
      {notes.error !== null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={said.failed}
          description={sentenceOf(notes.error)}
          action={<Button onClick={() => void notes.refetch()}>{said.again}</Button>}
        />
      )}
      {notes.isPending && <Spin className="loading" delay={200} />}
      {notes.isSuccess && found.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={said.none[filter]} />
      )}
      <ul>
        {found.map((note) => (
          <Note key={note.line.id} note={note} me={me.data?.id} />
        ))}
      </ul>
      {notes.hasNextPage && (
        <Button loading={notes.isFetchingNextPage} onClick={() => void notes.fetchNextPage()}>
          {said.more}
        </Button>
      )}
    </main>
  )
}

function Note({ note, me }: { note: NoteFound; me: string | undefined }) {
  const { line, customer, channel, unseen } = note
  const text = line.parts.map((part) => (part.kind === 'text' ? part.text : '')).join(' ')
  const files = line.parts.filter(({ kind }) => kind !== 'text').length
  return (
    <li className={unseen ? 'unseen-note' : undefined}>
      <Link href={`${pathOf(line.conversation)}?at=${line.position}`}>
        <span className="note-head">
          <b>{line.name}</b>
          {unseen && <small className="mention mention-me">{said.unseen}</small>}
          <time>{moment(line.at)}</time>
        </span>
        <span className="note-words">
          <NoteText text={text} mentions={line.mentions} me={me} />
          {files > 0 && <small> · {said.files(files)}</small>}
        </span>
        <small>
          {nameOf(customer)} · {texts.channel[channel] ?? channel}
        </small>
      </Link>
    </li>
  )
}
