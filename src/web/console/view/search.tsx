import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Empty, Input, type InputRef, Spin } from 'antd'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { SearchHit } from '../../shared/index.ts'
import { api } from '../api.ts'
import { moment, nameOf, sentenceOf } from '../format.ts'
import { shownAs } from '../keys.ts'
import { texts } from '../texts.ts'
import { useCommand, useKeys } from './commands.ts'

interface BoxProps {
  readonly words: string
  readonly onChange: (words: string) => void
}

/** An order, a case, a telephone's last digits, a name, or what was said. */
export function SearchBox({ words, onChange }: BoxProps) {
  const input = useRef<InputRef>(null)
  const keys = useKeys()
  useCommand('page.search', () => input.current?.focus({ cursor: 'all' }))
  return (
    <Input
      ref={input}
      className="search-box"
      allowClear
      prefix={<SearchOutlined aria-hidden="true" />}
      suffix={words === '' && <kbd>{shownAs(keys['page.search'])}</kbd>}
      aria-label={texts.search.label}
      placeholder={texts.search.placeholder}
      value={words}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={({ key, nativeEvent }) => {
        // Of an input method it throws the word away that is being spelled, and nothing else.
        if (key !== 'Escape' || nativeEvent.isComposing) return
        onChange('')
        input.current?.blur()
      }}
    />
  )
}

interface FoundProps {
  readonly words: string
  readonly onOpen: (id: string, position: number | null) => void
}

const waitMs = 200

export function Found({ words, onOpen }: FoundProps) {
  const wanted = useDeferredValue(useSettled(words.trim()))
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', wanted],
    queryFn: () => api.search(wanted),
    enabled: wanted !== '',
  })
  if (error !== null)
    return (
      <p className="found-note" role="alert">
        {sentenceOf(error)}
      </p>
    )
  if (data === undefined) return isFetching ? <Spin className="loading" /> : null
  if (data.groups.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.search.none} />
  }
  return (
    <section className="rows found" aria-label={texts.search.found}>
      {data.groups.map(({ kind, hits }) => (
        <section key={kind}>
          <h3>{texts.search.kinds[kind]}</h3>
          {hits.map((hit) => (
            <Hit key={`${hit.conversation.id} ${hit.position}`} hit={hit} onOpen={onOpen} />
          ))}
        </section>
      ))}
    </section>
  )
}

function Hit({ hit, onOpen }: { hit: SearchHit } & Pick<FoundProps, 'onOpen'>) {
  const { conversation, position, at, by, snippet } = hit
  const { text, start, end } = snippet
  return (
    <button type="button" className="row" onClick={() => onOpen(conversation.id, position)}>
      <span className="row-head">
        <b>{nameOf(conversation.customer)}</b>
        <time>{moment(at)}</time>
      </span>
      <span className="found-text">
        {by !== null && `${by.name ?? texts.author[by.author]}${texts.marks.colon}`}
        {text.slice(0, start)}
        <mark>{text.slice(start, end)}</mark>
        {text.slice(end)}
      </span>
    </button>
  )
}

/** Words that have not changed for a moment. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), waitMs)
    return () => clearTimeout(timer)
  }, [words])
  return settled
}
