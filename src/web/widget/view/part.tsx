/** @jsxImportSource preact */
import type { MessagePart } from '../../shared/index.ts'
import { Thing } from './later.tsx'

interface Props {
  readonly part: MessagePart
  readonly onOpenImage: (address: string) => void
}

export const Part = ({ part, onOpenImage }: Props) =>
  part.kind === 'text' ? (
    <div class="bubble">{part.text}</div>
  ) : (
    <Thing part={part} onOpenImage={onOpenImage} />
  )
