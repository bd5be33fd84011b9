import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Skeleton, Tag } from 'antd'
import { useEffect, useId, useState } from 'react'
import { isEnter, type KnowledgeEntry, type Me } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { texts } from '../texts.ts'
import { useHandheld } from './hooks.ts'
import { Nothing } from './nothing.tsx'
import { SourceLink } from './source-link.tsx'

interface Props {
  readonly me: Me
  readonly id: string
  /** The customer's last line: without words to search for, it is what is answered. */
  readonly lastSaid: string
  readonly onInsert: (words: string) => void
}

const typingMs = 200

/** What the shop could say, filled in for this conversation; picked by key or by hand. */
export function KnowledgeTab({ me, id, lastSaid, onInsert }: Props) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const isHandheld = useHandheld()
  const list = useId()
  const asked = useSettled(words.trim(), typingMs)
  const { data, error, isPending, isPlaceholderData } = useQuery({
    queryKey: ['knowledge', id, asked, asked === '' ? lastSaid : ''],
    queryFn: () => api.knowledge(id, asked),
    placeholderData: (before) => before,
  })
  const found = data?.found ?? []
  const picked = Math.min(at, found.length - 1)
  // Until then what is on the screen answers fewer letters, or another question.
  const isCurrent = asked === words.trim() && !isPlaceholderData

  function press(event: React.KeyboardEvent<HTMLInputElement>) {
    if (isEnter(event.nativeEvent)) {
      const entry = found[picked]
      if (entry !== undefined && isCurrent) onInsert(entry.text)
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    const next = Math.max(0, Math.min(found.length - 1, picked + step))
    setAt(next)
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className="sections knowledge">
      <div>
        <Input
          allowClear
          value={words}
          maxLength={200}
          aria-label={texts.knowledge.search}
          placeholder={texts.knowledge.search}
          aria-controls={list}
          onChange={(event) => {
            setWords(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        <p className="faint knowledge-hint">
          {asked === '' && found.length > 0 && `${texts.knowledge.forLast} · `}
          {!isHandheld && texts.knowledge.keys}
        </p>
      </div>
      {error !== null && <Alert type="error" showIcon role="alert" title={sentenceOf(error)} />}
      {isPending && <Skeleton active />}
      {data !== undefined && found.length === 0 && (
        <Nothing text={asked === '' ? texts.knowledge.nothing : texts.knowledge.none} />
      )}
      <ul id={list} className="knowledge-list" aria-busy={!isCurrent}>
        {found.map((entry, index) => (
          <Entry
            key={entry.id}
            id={`${list}-${index}`}
            me={me}
            entry={entry}
            isPicked={index === picked && !isHandheld}
            onInsert={onInsert}
          />
        ))}
      </ul>
    </div>
  )
}

/** As the reply box asks for it. */
const gap = /\{\{ask:([^{}]+)\}\}/g

interface EntryProps extends Pick<Props, 'me' | 'onInsert'> {
  readonly id: string
  readonly entry: KnowledgeEntry
  readonly isPicked: boolean
}

const Entry = ({ id, me, entry, isPicked, onInsert }: EntryProps) => (
  <li id={id} className={isPicked ? 'picked' : undefined} aria-current={isPicked || undefined}>
    <p className="tags">
      <b>{entry.title}</b>
      {!entry.applies && <Tag color="orange">{texts.knowledge.notNow}</Tag>}
      {entry.has_gaps && <Tag>{texts.knowledge.gaps}</Tag>}
    </p>
    <p className="knowledge-words">{entry.text.replace(gap, '【$1】')}</p>
    {entry.questions.length > 0 && (
      <p className="faint">{texts.knowledge.asks(entry.questions.join(' / '))}</p>
    )}
    <p className="knowledge-foot">
      <Button size="small" onClick={() => onInsert(entry.text)}>
        {texts.insert}
      </Button>
      <SourceLink source={entry.source} me={me} />
    </p>
  </li>
)

/** A value once it has not changed for a while. */
function useSettled(value: string, afterMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
