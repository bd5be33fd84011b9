/** What is known of a picture or film that a customer sent. */
export type PictureState =
  /** The own copy is still on its way. */
  | { readonly kind: 'pending' }
  /** It could not be fetched, for good: the link is dead, the file too large or of no known kind. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is kept, and nothing here can look into it: films, sound, HEIC. */
  | { readonly kind: 'unchecked'; readonly reuses: readonly Reuse[] }
  /** It calls itself a picture and cannot be decoded. */
  | { readonly kind: 'unreadable' }
  | ({ readonly kind: 'checked'; readonly reuses: readonly Reuse[] } & PictureLooks)

/** As measured when it was kept. */
export interface PictureLooks {
  /** Pixels, as shown: after its EXIF orientation was applied. */
  readonly width: number
  readonly height: number
  /** Standard deviation of the Laplacian in the sharpest sixteenth, at a fixed scale; grey levels. */
  readonly sharpness: number
  /** Entropy of the grey levels in the fullest sixteenth, in bits; 0 where there is nothing to see. */
  readonly entropy: number
}

/** The same picture in a ticket of another customer: a note for people, never an accusation. */
export interface Reuse {
  readonly ticketNumber: string
  readonly at: number
  /** Bit by bit the same, or merely alike. */
  readonly exact: boolean
}

/** What a look into a kept file found; it stays with the file. */
export type Inspection =
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'unreadable' }
  | ({
      readonly kind: 'checked'
      /** 128 bits in hex that pictures which look alike share; absent where there is hardly anything to see. */
      readonly hash?: string
      /** What the camera's clock said: `2026-11-20T14:03:11`, with its offset where it is known. */
      readonly takenAt?: string
      readonly shown: ShownCopy
    } & PictureLooks)

/** The copy that people look at: upright, of moderate size, without location or other metadata. */
export interface ShownCopy {
  readonly mime: string
  readonly bytes: number
}
