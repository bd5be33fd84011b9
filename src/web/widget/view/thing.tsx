/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { createUseMediaLoad, type MediaPart, type MessagePart } from '../../shared/index.ts'
import { isOwnPage } from '../place.ts'
import { fileSource } from '../server.ts'
import { texts as page, spoken } from '../texts.ts'
import './thing-style.ts'
import { words } from './thing-words.ts'

const texts = await spoken(words)

interface Props {
  readonly part: Exclude<MessagePart, { kind: 'text' }>
  readonly onOpenImage: (address: string) => void
}

/** What is said otherwise than in words. */
export function Thing({ part, onOpenImage }: Props) {
  switch (part.kind) {
    case 'order':
      return <Card label={texts.order} value={part.orderNo} title={part.title} />
    case 'product':
      return <Card label={texts.product} value={part.productId} />
    case 'unsupported':
      return <div class="bubble faint">{part.text ?? texts.unsupported}</div>
    case 'image':
      return <MediaView part={part} onOpenImage={onOpenImage} />
    default:
      return isOwnPage ? (
        <MediaView part={part} onOpenImage={onOpenImage} />
      ) : (
        <Wanted part={part} />
      )
  }
}

interface CardProps {
  readonly label: string
  readonly value: string
  readonly title?: string | undefined
}

const Card = ({ label, value, title }: CardProps) => (
  <div class="bubble object">
    <small>{label}</small>
    <b>{value}</b>
    {title !== undefined && <span>{title}</span>}
  </div>
)

/** On the shop's site a file comes whole, with the token: only what somebody wants to see. */
function Wanted({ part }: { part: MediaPart }) {
  const [isWanted, want] = useState(false)
  if (isWanted) return <MediaView part={part} />
  return (
    <button type="button" class="bubble object" onClick={() => want(true)}>
      <small>{texts.load}</small>
      <b>{part.name ?? texts[part.kind]}</b>
    </button>
  )
}

const useMediaLoad = createUseMediaLoad({ useState, useEffect }, isOwnPage ? undefined : fileSource)

function MediaView({ part, onOpenImage }: { part: MediaPart; onOpenImage?: Props['onOpenImage'] }) {
  const { source, fail, again } = useMediaLoad(part)
  const label = part.name ?? texts[part.kind]
  if (source === null) {
    return (
      <div class="bubble saving">
        {label} · {texts.saving}
        <button type="button" onClick={again}>
          {page.retry}
        </button>
      </div>
    )
  }
  switch (part.kind) {
    case 'image':
      return (
        <button
          type="button"
          class="picture"
          aria-label={texts.openImage}
          onClick={() => onOpenImage?.(source)}
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
