/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { adopt } from '../adopt.ts'
import { texts } from '../texts.ts'
import css from './sheet.css?inline'
import cssFile from './sheet.css?url'

adopt(css, cssFile)

interface Props {
  readonly name: string
  readonly label: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** The browser's own modal dialog: it traps the focus, closes on Escape and gives the focus back. */
export function Sheet({ name, label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog itself closes on Escape
    <dialog
      ref={dialog}
      class={name}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {children}
    </dialog>
  )
}

/** A sheet from below with a title, and lists to pick from. */
export const PickSheet = ({ label, onClose, children }: Omit<Props, 'name'>) => (
  <Sheet name="picker" label={label} onClose={onClose}>
    <div class="sheet">
      <div class="sheet-head">
        <h2>{label}</h2>
        <button type="button" aria-label={texts.close} onClick={onClose}>
          ✕
        </button>
      </div>
      {children}
    </div>
  </Sheet>
)
