import { lazily } from './lazily.tsx'

/** What most visitors never open: each is downloaded with its first use. */
export const FormCard = lazily(async () => (await import('../form/card.tsx')).FormCard)
export const Lightbox = lazily(async () => (await import('./lightbox.tsx')).Lightbox)
export const BuyerPicker = lazily(async () => (await import('./buyer-picker.tsx')).BuyerPicker)
export const UploadBubble = lazily(
  async () => (await import('../attach/upload-bubble.tsx')).UploadBubble,
)
export const MattersSheet = lazily(async () => (await import('../matters/sheet.tsx')).MattersSheet)
