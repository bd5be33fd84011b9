import { CellView, textOfCell } from './number.tsx'
import type { Fact } from './sheet.ts'

/** What is said of a whole chart. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="ov-facts">
    {facts.map(([name, cell]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <CellView cell={cell} name={`${name}: ${textOfCell(cell)}`} />
        </dd>
      </div>
    ))}
  </dl>
)
