/** @jsxImportSource preact */
import { texts as page, spoken } from '../texts.ts'
import { Sheet } from './sheet.tsx'
import { words } from './thing-words.ts'

const texts = await spoken(words)

export const Lightbox = ({ address, onClose }: { address: string; onClose: () => void }) => (
  <Sheet name="lightbox" label={texts.image} onClose={onClose}>
    <button type="button" aria-label={page.close} onClick={onClose}>
      <img src={address} alt={texts.image} />
    </button>
  </Sheet>
)
