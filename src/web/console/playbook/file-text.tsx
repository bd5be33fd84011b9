import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Spin } from 'antd'
import type { PlaybookFault, Vocabulary } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { spoken } from '../texts.ts'
import type { Drafts, Unsaved } from './drafts.ts'
import { Editor, type Spotted } from './editor/editor.tsx'
import { server } from './server.ts'
import { words } from './texts.ts'

const say = spoken(words)

interface Props {
  readonly file: string
  readonly kind: string
  readonly draft: Unsaved | undefined
  /** Of what is on disk by now; null where there is no such file. */
  readonly diskHash: string | null
  readonly isSaving: boolean
  readonly write: Drafts['write']
  readonly faults: readonly PlaybookFault[]
  readonly vocabulary: Vocabulary | undefined
  readonly jump: Spotted | null
}

/** A file's text to write in: the draft where there is one, else what is on disk. */
export function FileText({ file, draft, diskHash, isSaving, write, ...editor }: Props) {
  const isNew = draft?.base === null
  const { data, error, refetch } = useQuery({
    queryKey: ['playbook', 'file', file],
    queryFn: () => server.read(file),
    enabled: !isNew,
  })
  const before = draft ?? (data && { text: data.text, original: data.text, base: data.hash })
  if (before === undefined) {
    if (error === null) return <Spin className="loading" delay={200} />
    return (
      <Alert
        type="error"
        title={say.loadFailed}
        description={sentenceOf(error)}
        action={<Button onClick={() => void refetch()}>{say.retry}</Button>}
      />
    )
  }
  return (
    <>
      {draft !== undefined && draft.base !== diskHash && !isSaving && (
        <Alert type="warning" banner title={say.otherOnDisk} />
      )}
      <Editor
        {...editor}
        file={file}
        text={before.text}
        onChange={(text) => write(file, { ...before, text })}
      />
    </>
  )
}
