import { Button, Image } from 'antd'
import { useEffect, useState } from 'react'
import { type MediaPart, type MessagePart, mediaAddress } from '../../shared/index.ts'
import { texts } from '../texts.ts'

export function PartView({ part }: { part: MessagePart }) {
  switch (part.kind) {
    case 'text':
      return <div className="bubble">{part.text}</div>
    case 'order':
      return <ObjectCard label={texts.part.order} value={part.orderNo} />
    case 'product':
      return <ObjectCard label={texts.part.product} value={part.productId} />
    case 'unsupported':
      return (
        <div className="bubble faint">
          {texts.part.unsupported} {part.text ?? part.type}
        </div>
      )
    default:
      return <MediaView part={part} size={180} />
  }
}

const ObjectCard = ({ label, value }: { label: string; value: string }) => (
  <div className="bubble object">
    <small>{label}</small>
    <b>{value}</b>
  </div>
)

const retryAfterMs = [1_500, 4_000, 10_000, 30_000]

/** The own copy of a file may still be on its way: it is asked for again, also by hand. */
export function MediaView({ part, size }: { part: MediaPart; size: number }) {
  const address = mediaAddress(part)
  const [load, setLoad] = useState({ tries: 0, failed: address === null })
  useEffect(() => {
    const wait = retryAfterMs[load.tries]
    if (!load.failed || address === null || wait === undefined) return
    const timer = setTimeout(() => setLoad({ tries: load.tries + 1, failed: false }), wait)
    return () => clearTimeout(timer)
  }, [load, address])
  const label = part.name ?? texts.part[part.kind]
  const fail = () => setLoad({ ...load, failed: true })
  if (load.failed || address === null) {
    return (
      <div className="bubble saving">
        {label} · {texts.saving}
        <Button
          type="link"
          size="small"
          onClick={() => setLoad({ tries: load.tries + 1, failed: false })}
        >
          {texts.retry}
        </Button>
      </div>
    )
  }
  const source = load.tries === 0 ? address : `${address}?try=${load.tries}`
  switch (part.kind) {
    case 'image':
      return <Image className="picture" src={source} alt={label} height={size} onError={fail} />
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer's own film has no captions
        <video controls preload="metadata" src={source} height={size} onError={fail} />
      )
    case 'voice':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer's own voice has no captions
        <audio controls preload="metadata" src={source} onError={fail} />
      )
    case 'file':
      return (
        <a className="bubble object" href={source} download={part.name ?? ''}>
          <small>{texts.part.file}</small>
          <b>{label}</b>
        </a>
      )
    default:
      return part.kind satisfies never
  }
}
