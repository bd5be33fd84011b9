/** @jsxImportSource preact */
import type { CustomerSession } from '../../shared/index.ts'
import { spoken } from '../texts.ts'
import { words } from './buyer-words.ts'
import { PickSheet } from './sheet.tsx'

interface Props {
  readonly session: CustomerSession
  readonly onChoose: (buyer: string) => void
  readonly onClose: () => void
}

const texts = await spoken(words)

export const BuyerPicker = ({ session, onChoose, onClose }: Props) => (
  <PickSheet label={texts.demoTitle} onClose={onClose}>
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
  </PickSheet>
)
