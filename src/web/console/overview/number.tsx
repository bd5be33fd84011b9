import { Link } from 'wouter'
import type { Drill } from './address.ts'
import type { SheetCell } from './sheet.ts'
import { useShown } from './use-shown.ts'

/** A number that opens the list behind it. */
export function Figure({ text, drill, name }: { text: string; drill?: Drill; name?: string }) {
  const { listHref } = useShown()
  if (drill === undefined) return <span>{text}</span>
  return (
    <Link className="ov-number" href={listHref(drill)} aria-label={name && `${name}: ${text}`}>
      {text}
    </Link>
  )
}

export const textOfCell = ({ value, text }: SheetCell): string => text ?? String(value ?? '')

export const CellView = ({ cell, name }: { cell: SheetCell; name?: string }) => (
  <Figure
    text={textOfCell(cell)}
    {...(cell.drill && { drill: cell.drill })}
    {...(name !== undefined && { name })}
  />
)
