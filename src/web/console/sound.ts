import type { NewsKind } from './news.ts'

/**
 * Short tones made here: no file to fetch, none to be late. A browser lets a page sound only after
 * somebody has touched it; until then `isLocked`.
 */
type Tone = readonly [frequencyHz: number, startS: number, lengthS: number]

const tunes: Readonly<Record<NewsKind, readonly Tone[]>> = {
  message: [[880, 0, 0.12]],
  mention: [
    [784, 0, 0.1],
    [1047, 0.12, 0.14],
  ],
  waiting: [
    [660, 0, 0.14],
    [880, 0.16, 0.18],
  ],
  urgent: [
    [988, 0, 0.16],
    [740, 0.2, 0.16],
    [988, 0.4, 0.16],
    [740, 0.6, 0.24],
  ],
}

let context: AudioContext | undefined
const listeners = new Set<() => void>()

export const sound = {
  isLocked: () => context?.state !== 'running',
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** Within a touch or a key press. */
  async unlock() {
    if (context === undefined) {
      context = new AudioContext()
      context.onstatechange = () => {
        for (const listener of listeners) listener()
      }
    }
    if (context.state !== 'running') await context.resume()
  },
  play(kind: NewsKind) {
    if (context?.state !== 'running') return
    for (const tone of tunes[kind]) strike(context, tone)
  },
}

function strike(on: AudioContext, [frequency, start, length]: Tone) {
  const from = on.currentTime + start
  const voice = on.createOscillator()
  const loudness = on.createGain()
  voice.frequency.value = frequency
  loudness.gain.setValueAtTime(0, from)
  loudness.gain.linearRampToValueAtTime(0.25, from + 0.01)
  loudness.gain.exponentialRampToValueAtTime(0.001, from + length)
  voice.connect(loudness).connect(on.destination)
  voice.start(from)
  voice.stop(from + length)
}

/**
 * Any touch of the page, whatever it is for; a phone call that silences the page ends some time, too.
 * A finger counts for the browser once it is lifted, a mouse once it is pressed.
 */
for (const kind of ['pointerdown', 'pointerup', 'keydown'] as const) {
  addEventListener(kind, () => void sound.unlock().catch(() => {}), { capture: true })
}
