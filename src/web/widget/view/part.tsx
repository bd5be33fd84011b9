/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { type MediaPart, type MessagePart, mediaAddress } from '../../shared/index.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly part: MessagePart
  readonly onOpenImage: (address: string) => void
}

export function Part({ part, onOpenImage }: Props) {
  switch (part.kind) {
    case 'text':
      return <div class="bubble">{part.text}</div>
    case 'order':
      return <Card label={texts.order} value={part.orderNo} />
    case 'product':
      return <Card label={texts.product} value={part.productId} />
    case 'unsupported':
      return <div class="bubble faint">{part.text ?? texts.unsupported}</div>
    default:
      return <MediaView part={part} onOpenImage={onOpenImage} />
  }
}

const Card = ({ label, value }: { label: string; value: string }) => (
  <div class="bubble object">
    <small>{label}</small>
    <b>{value}</b>
  </div>
)

const retryAfterMs = [1_500, 4_000, 10_000, 30_000]

/** The own copy of a file may still be on its way: it is asked for again, also by hand. */
function MediaView({ part, onOpenImage }: { part: MediaPart; onOpenImage: Props['onOpenImage'] }) {
  const address = mediaAddress(part)
  const [load, setLoad] = useState({ tries: 0, failed: address === null })
  const again = () => setLoad(({ tries }) => ({ tries: tries + 1, failed: false }))
  const fail = () => setLoad({ ...load, failed: true })
  useEffect(() => {
    const wait = retryAfterMs[load.tries]
    if (!load.failed || address === null || wait === undefined) return
    const timer = setTimeout(() => setLoad({ tries: load.tries + 1, failed: false }), wait)
    return () => clearTimeout(timer)
  }, [load, address])
  const label = part.name ?? texts[part.kind]
  if (load.failed || address === null) {
    return (
      <div class="bubble saving">
        {part.kind === 'image' ? texts.savingImage : `${label} · ${texts.saving}`}
        <button type="button" onClick={again}>
          {texts.retry}
        </button>
      </div>
    )
  }
  const source = load.tries === 0 ? address : `${address}?try=${load.tries}`
  switch (part.kind) {
    case 'image':
      return (
        <button
          type="button"
          class="picture"
          aria-label={texts.openImage}
          onClick={() => onOpenImage(source)}
        >
          <img src={source} alt={label} onError={fail} />
        </button>
      )
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer's own film has no captions
        <video class="film" controls preload="metadata" src={source} onError={fail} />
      )
    case 'voice':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer's own voice has no captions
        <audio controls preload="metadata" src={source} onError={fail} />
      )
    case 'file':
      return (
        <a class="bubble object" href={source} download={part.name ?? ''}>
          <small>{texts.download}</small>
          <b>{label}</b>
        </a>
      )
    default:
      return part.kind satisfies never
  }
}
