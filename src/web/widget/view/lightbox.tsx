/** @jsxImportSource preact */
import { texts } from '../texts.ts'
import { Sheet } from './sheet.tsx'

export const Lightbox = ({ address, onClose }: { address: string; onClose: () => void }) => (
  <Sheet name="lightbox" label={texts.image} onClose={onClose}>
    <button type="button" aria-label={texts.close} onClick={onClose}>
      <img src={address} alt={texts.image} />
    </button>
  </Sheet>
)
