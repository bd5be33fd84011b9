import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { mediaAddress } from '../../shared/index.ts'
import { type CaseFile, takenText } from '../case-pictures.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { MediaView } from './part-view.tsx'

interface Props {
  readonly file: CaseFile
  readonly onCompare: ((source: string) => void) | undefined
}

/** One file that came as evidence, with what is known of it. */
export function EvidenceFile({ file: { name, part, known }, onCompare }: Props) {
  const source = mediaAddress(part)
  const isPicture = part.kind === 'image' && source !== null
  return (
    <li className="value-media">
      <MediaView part={part} size={84} />
      <div className="value-known">
        <PictureTimes known={known} />
        {known?.fault != null && <p className="doubt">{texts.ticket.fault[known.fault]}</p>}
        {known?.reuses.map(({ number, exact }) => (
          <p key={number} className="doubt">
            <WarningOutlined aria-hidden />{' '}
            {texts.ticket.usedBefore[exact ? 'exact' : 'alike'](number)}
          </p>
        ))}
        {isPicture && (
          <p className="value-tools">
            {onCompare !== undefined && (
              <Button
                type="link"
                size="small"
                aria-label={`${texts.ticket.compare} ${name}`}
                onClick={() => onCompare(source)}
              >
                {texts.ticket.compare}
              </Button>
            )}
            {part.mediaId !== undefined && (
              <a href={`${source}/original`} aria-label={`${texts.ticket.original} ${name}`}>
                {texts.ticket.original}
              </a>
            )}
          </p>
        )}
      </div>
    </li>
  )
}

/** When it came, and when it says it was taken. */
export function PictureTimes({ known }: Pick<CaseFile, 'known'>) {
  if (known === undefined) return null
  const { received_at, taken_at } = known
  return (
    <p className="picture-times faint">
      <span>{texts.ticket.received(moment(received_at))}</span>
      {taken_at !== null && <span>{texts.ticket.taken(takenText(taken_at, received_at))}</span>}
    </p>
  )
}
