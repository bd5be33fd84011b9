import { Button, Image } from 'antd'
import { useEffect, useState } from 'react'
import { createUseMediaLoad, type MediaPart, type MessagePart } from '../../shared/index.ts'
import { texts } from '../texts.ts'

export function PartView({ part }: { part: MessagePart }) {
  switch (part.kind) {
    case 'text':
      return <div className="bubble">{part.text}</div>
    case 'order':
      return <ObjectCard label={texts.part.order} value={part.orderNo} title={part.title} />
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

interface CardProps {
  readonly label: string
  readonly value: string
  readonly title?: string | undefined
}

const ObjectCard = ({ label, value, title }: CardProps) => (
  <div className="bubble object">
    <small>{label}</small>
    <b>{value}</b>
    {title !== undefined && <span>{title}</span>}
  </div>
)

const useMediaLoad = createUseMediaLoad({ useState, useEffect })

export function MediaView({ part, size }: { part: MediaPart; size: number }) {
  const { source, fail, again } = useMediaLoad(part)
  const label = part.name ?? texts.part[part.kind]
  if (source === null) {
    return (
      <div className="bubble saving">
        {label} · {texts.saving}
        <Button type="link" size="small" onClick={again}>
          {texts.retry}
        </Button>
      </div>
    )
  }
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
