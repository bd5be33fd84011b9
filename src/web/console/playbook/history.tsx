import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Alert, Button, Segmented, Spin, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { EditRow } from '../../shared/index.ts'
import { moment, sentenceOf } from '../format.ts'
import { spoken } from '../texts.ts'
import { addressOf } from './file-list.tsx'
import { server } from './server.ts'
import { words } from './texts.ts'
import type { Saver } from './use-save.ts'

const say = spoken(words).history

interface Props {
  readonly file: string | undefined
  readonly nameOf: (file: string) => string
  readonly saver: Saver
}

/** Who changed what and when, also by other means; each can be taken back. */
export function History({ file, nameOf, saver }: Props) {
  const [isOnly, setOnly] = useState(false)
  const of = isOnly ? file : undefined
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['playbook', 'history', of],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      server.history({
        ...(of === undefined ? {} : { file: of }),
        ...(pageParam === 0 ? {} : { before: String(pageParam) }),
      }),
    getNextPageParam: ({ edits }) => (edits.length < pageSize ? undefined : edits.at(-1)?.id),
  })
  const edits = data?.pages.flatMap((page) => page.edits) ?? []
  return (
    <div className="edits">
      {file !== undefined && (
        <Segmented
          block
          value={isOnly}
          onChange={setOnly}
          options={[
            { value: false, label: say.all },
            { value: true, label: say.only },
          ]}
        />
      )}
      {error !== null && <Alert type="error" title={sentenceOf(error)} />}
      {isPending && <Spin />}
      {data !== undefined && edits.length === 0 && <p className="playbook-none">{say.none}</p>}
      <ul>
        {edits.map((edit) => (
          <EditView key={edit.id} edit={edit} nameOf={nameOf} saver={saver} />
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{say.more}</Button>}
    </div>
  )
}

const pageSize = 50

interface EditProps extends Pick<Props, 'nameOf' | 'saver'> {
  readonly edit: EditRow
}

function EditView({ edit, nameOf, saver }: EditProps) {
  const [isOpen, setOpen] = useState(false)
  const { data, error, isPending } = useQuery({
    queryKey: ['playbook', 'edit', edit.id],
    queryFn: () => server.edit(edit.id),
    enabled: isOpen,
  })
  const count = edit.files.length
  const first = nameOf(edit.files[0] ?? '')
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <span className="what">
            <strong>{count > 1 ? say.several(first, count) : first}</strong>
            <Tag>{say.how[edit.how]}</Tag>
          </span>
          <span className="who">
            {edit.who ?? say.nobody} · <time>{moment(edit.at)}</time>
          </span>
        </summary>
        {isOpen && error !== null && <Alert type="error" title={sentenceOf(error)} />}
        {isOpen && isPending && <Spin />}
        {data?.changes.map(({ file, diff }) => (
          <Diff key={file} file={file} diff={diff} name={nameOf(file)} />
        ))}
        <div className="do">
          {data?.undone ? (
            <p className="faint">{say.undone}</p>
          ) : (
            <Button
              size="small"
              disabled={saver.isRunning}
              onClick={() => void saver.undo({ id: edit.id, settled: [] })}
            >
              {say.undo(count)}
            </Button>
          )}
        </div>
      </details>
    </li>
  )
}

function Diff({ file, diff, name }: Readonly<Record<'file' | 'diff' | 'name', string>>) {
  return (
    <section className="diff" aria-label={say.diff(name)}>
      <Link href={addressOf(file)}>{name}</Link>
      <pre>
        {linesOf(diff).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a diff never changes, and its lines repeat
          <span key={index} className={marks[line[0] ?? ' '] ?? 'same'}>
            {`${line}\n`}
          </span>
        ))}
      </pre>
    </section>
  )
}

/** Without the names of the file, which stand above it. */
const linesOf = (diff: string): readonly string[] => diff.split('\n').slice(2, -1)

const marks: Readonly<Record<string, string>> = { '+': 'added', '-': 'gone', '@': 'place' }
