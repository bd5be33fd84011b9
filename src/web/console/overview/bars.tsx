import type { ReactNode } from 'react'
import { CellView, textOfCell } from './number.tsx'
import type { SheetCell } from './sheet.ts'

/** What a part of a bar is: drawn in a colour and a pattern of its own. */
export type Tone = 'plain' | 'good' | 'bad' | 'open'

export interface Bar {
  readonly key: string
  readonly label: string
  readonly parts: readonly { readonly value: number; readonly tone: Tone }[]
  readonly figure: SheetCell
  readonly aside?: ReactNode
}

interface Props {
  readonly bars: readonly Bar[]
  readonly legend?: readonly (readonly [Tone, string])[]
}

/** Lengths side by side, each with its name and its number. */
export function Bars({ bars, legend = [] }: Props) {
  const most = Math.max(1, ...bars.map(lengthOf))
  return (
    <>
      {legend.length > 0 && (
        <p className="ov-legend">
          {legend.map(([tone, text]) => (
            <span key={tone}>
              <i className={`ov-part ${tone}`} aria-hidden="true" />
              {text}
            </span>
          ))}
        </p>
      )}
      <ul className="ov-bars">
        {bars.map((bar) => (
          <li key={bar.key}>
            <span className="ov-bar-label">{bar.label}</span>
            <span className="ov-bar" aria-hidden="true">
              {bar.parts.map(({ value, tone }) => (
                <i
                  key={tone}
                  className={`ov-part ${tone}`}
                  style={{ width: `${(value / most) * 100}%` }}
                />
              ))}
            </span>
            <span className="ov-bar-figure">
              <CellView cell={bar.figure} name={`${bar.label}: ${textOfCell(bar.figure)}`} />
              {bar.aside !== undefined && <small>{bar.aside}</small>}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const lengthOf = ({ parts }: Bar): number => parts.reduce((sum, { value }) => sum + value, 0)
