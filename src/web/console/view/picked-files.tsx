import {
  CloseOutlined,
  LoadingOutlined,
  PaperClipOutlined,
  ReloadOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import type { Composing, Picked } from '../composing.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly composing: Composing
  readonly files: readonly Picked[]
}

export const PickedFiles = ({ composing, files }: Props) => (
  <ul className="picked">
    {files.map((each) => (
      <li key={each.id} className={each.kind}>
        {each.kind === 'uploading' && <LoadingOutlined aria-hidden="true" />}
        {each.kind === 'ready' && each.file.kind === 'image' ? (
          <img src={`/media/${encodeURIComponent(each.file.media)}`} alt={each.name} />
        ) : (
          <span>{each.name}</span>
        )}
        {each.kind === 'failed' && (
          <>
            <small role="alert">{each.reason}</small>
            <Button
              size="small"
              type="text"
              icon={<ReloadOutlined />}
              aria-label={`${texts.retry} · ${each.name}`}
              onClick={() => composing.retryFile(each)}
            />
          </>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={`${texts.reply.remove} · ${each.name}`}
          onClick={() => composing.removeFile(each.id)}
        />
      </li>
    ))}
  </ul>
)

export function AttachButton({
  composing,
  disabled,
}: Pick<Props, 'composing'> & { disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          composing.addFiles(target.files ?? [])
          target.value = ''
        }}
      />
      <Button
        type="text"
        size="small"
        icon={<PaperClipOutlined />}
        disabled={disabled}
        title={texts.reply.attach}
        aria-label={texts.reply.attach}
        onClick={() => input.current?.click()}
      />
    </>
  )
}
