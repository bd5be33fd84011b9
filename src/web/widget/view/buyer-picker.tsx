/** @jsxImportSource preact */
import type { CustomerSession } from '../../shared/index.ts'
import { texts as page, spoken } from '../texts.ts'
import { words } from './buyer-words.ts'
import { Sheet } from './sheet.tsx'

interface Props {
  readonly session: CustomerSession
  readonly onChoose: (buyer: string) => void
  readonly onClose: () => void
}

const texts = spoken(words)

export const BuyerPicker = ({ session, onChoose, onClose }: Props) => (
  <Sheet name="picker" label={texts.demoTitle} onClose={onClose}>
    <div class="sheet">
      <div class="sheet-head">
        <h2>{texts.demoTitle}</h2>
        <button type="button" aria-label={page.close} onClick={onClose}>
          ✕
        </button>
      </div>
      <p>{texts.demoHint}</p>
      <ul>
        {session.demoBuyers.map(({ id, name, hint }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === session.customer.id}
              onClick={() => onChoose(id)}
            >
              <b>{name}</b>
              <span>{hint}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  </Sheet>
)
