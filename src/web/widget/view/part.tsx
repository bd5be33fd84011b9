/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { createUseMediaLoad, type MediaPart, type MessagePart } from '../../shared/index.ts'
import { isOwnPage } from '../place.ts'
import { fileSource } from '../server.ts'
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

const useMediaLoad = createUseMediaLoad({ useState, useEffect }, isOwnPage ? undefined : fileSource)

function MediaView({ part, onOpenImage }: { part: MediaPart; onOpenImage: Props['onOpenImage'] }) {
  const { source, fail, again } = useMediaLoad(part)
  const label = part.name ?? texts[part.kind]
  if (source === null) {
    return (
      <div class="bubble saving">
        {label} · {texts.saving}
        <button type="button" onClick={again}>
          {texts.retry}
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
