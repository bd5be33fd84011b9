import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { PlaybookFault, PlaybookFile } from '../../shared/index.ts'
import { spoken } from '../texts.ts'
import type { UnsavedFiles } from './drafts.ts'
import type { Spotted } from './editor/editor.tsx'
import { server } from './server.ts'
import { words } from './texts.ts'

const say = spoken(words)

interface Props {
  readonly files: readonly PlaybookFile[]
  readonly current: string | undefined
  readonly unsaved: UnsavedFiles
  readonly faults: readonly PlaybookFault[]
  readonly onAdd: () => void
  readonly onPick: () => void
  readonly onFound: (file: string, spot: Spotted) => void
}

export const addressOf = (file: string) => `/console/playbook/${encodeURI(file)}`

/** What people call a file. */
export const titleOf = ({ kind, title }: Pick<PlaybookFile, 'kind' | 'title'>): string =>
  say.kinds[kind] ?? title ?? say.untitled

/** Also files that nobody has saved yet. */
export const withNew = (
  files: readonly PlaybookFile[],
  unsaved: UnsavedFiles,
): readonly PlaybookFile[] => {
  const added = Object.keys(unsaved).filter((name) => files.every(({ file }) => file !== name))
  return [
    ...files,
    ...added.map((file) => ({
      file,
      kind: file.startsWith('intents/') ? 'intent' : 'topic',
      title: /^title:[ \t]*(.+)$/m.exec(unsaved[file]?.text ?? '')?.[1] ?? null,
      hash: '',
    })),
  ]
}

/** Every file by what it is called, with what is wrong in it and what is not saved. */
export function FileList({ files, current, unsaved, faults, onAdd, onPick, onFound }: Props) {
  const [wanted, setWanted] = useState('')
  const found = files.filter(
    (each) =>
      titleOf(each).includes(wanted.trim()) || each.file.includes(wanted.trim().toLowerCase()),
  )
  return (
    <nav className="playbook-files" aria-label={say.files}>
      <div className="playbook-find">
        <Input
          type="search"
          prefix={<SearchOutlined />}
          value={wanted}
          placeholder={say.search}
          aria-label={say.search}
          onChange={({ target }) => setWanted(target.value)}
        />
        <Button icon={<PlusOutlined />} aria-label={say.addFile.title} onClick={onAdd} />
      </div>
      <div className="playbook-groups">
        {groups.map(({ key, has }) => {
          const here = found.filter(has)
          if (here.length === 0) return null
          return (
            <section key={key}>
              <h2>
                {say.groups[key]} <small>{here.length}</small>
              </h2>
              <ul>
                {here.map((each) => (
                  <li key={each.file}>
                    <Link
                      href={addressOf(each.file)}
                      aria-current={each.file === current ? 'page' : undefined}
                      onClick={onPick}
                    >
                      <span className="name">
                        {titleOf(each)}
                        <small>{each.file.replace(/^.*\//, '').replace(/\.yaml$/, '')}</small>
                      </span>
                      <Marks
                        isUnsaved={unsaved[each.file] !== undefined}
                        faults={faults.filter(({ file }) => file === each.file)}
                      />
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
        <FoundLines wanted={wanted.trim()} isNothingElse={found.length === 0} onFound={onFound} />
      </div>
    </nav>
  )
}

interface FoundProps {
  readonly wanted: string
  readonly isNothingElse: boolean
  readonly onFound: Props['onFound']
}

/** Lines of any file that have the words. */
function FoundLines({ wanted, isNothingElse, onFound }: FoundProps) {
  const { data } = useQuery({
    queryKey: ['playbook', 'search', wanted],
    queryFn: () => server.search(wanted),
    enabled: wanted !== '',
  })
  if (wanted === '') return null
  const lines = data?.lines ?? []
  if (lines.length === 0) {
    return isNothingElse && data !== undefined ? <p className="faint">{say.noFile}</p> : null
  }
  return (
    <section className="found">
      <h2>
        {say.groups.lines} <small>{lines.length}</small>
      </h2>
      <ul>
        {lines.map(({ file, line, column, text }) => (
          <li key={`${file}:${line}`}>
            <button type="button" className="place" onClick={() => onFound(file, { line, column })}>
              {text} <small>{`${file}:${line}`}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isRules = ({ kind }: PlaybookFile) => say.kinds[kind] !== undefined

const groups = [
  { key: 'topics', has: (each: PlaybookFile) => each.kind === 'topic' },
  { key: 'intents', has: (each: PlaybookFile) => each.kind === 'intent' },
  { key: 'rules', has: isRules },
] as const

function Marks({ isUnsaved, faults }: { isUnsaved: boolean; faults: readonly PlaybookFault[] }) {
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const warnings = faults.length - errors
  return (
    <span className="marks">
      {isUnsaved && <small className="unsaved">{say.changed}</small>}
      {errors > 0 && <Badge count={errors} title={say.errors(errors)} color="#cf1322" />}
      {warnings > 0 && <Badge count={warnings} title={say.warnings(warnings)} color="#8a5a00" />}
    </span>
  )
}
