import { lazily } from './lazily.tsx'

/** What most visitors never open: each is downloaded with its first use. */
export const FormCard = lazily(async () => (await import('../form/card.tsx')).FormCard)
export const Thing = lazily(async () => (await import('./thing.tsx')).Thing)
export const Rate = lazily(async () => (await import('../rate/rate.tsx')).Rate)
export const SurveyCard = lazily(async () => (await import('../survey/card.tsx')).SurveyCard)
export const Lightbox = lazily(async () => (await import('./lightbox.tsx')).Lightbox)
export const BuyerPicker = lazily(async () => (await import('./buyer-picker.tsx')).BuyerPicker)
export const UploadBubble = lazily(
  async () => (await import('../attach/upload-bubble.tsx')).UploadBubble,
)
export const MattersSheet = lazily(async () => (await import('../matters/sheet.tsx')).MattersSheet)
