import {
  CloseOutlined,
  LoadingOutlined,
  PaperClipOutlined,
  ReloadOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { texts } from '../texts.ts'
import type { Files } from './use-files.ts'

/** What goes along, and what became of it so far. */
export const PickedFiles = ({ files }: { files: Files }) => (
  <ul className="picked">
    {files.files.map((each) => (
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
              onClick={() => files.again(each)}
            />
          </>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={`${texts.reply.remove} · ${each.name}`}
          onClick={() => files.remove(each.id)}
        />
      </li>
    ))}
  </ul>
)

export function AttachButton({ files, disabled }: { files: Files; disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          files.add(target.files ?? [])
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
