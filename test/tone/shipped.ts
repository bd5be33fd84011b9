import { fileURLToPath } from 'node:url'
import { loadPlaybook, type Playbook } from '../../src/playbook/index.ts'
import { createToneGuard, type ToneGuard } from '../../src/tone/index.ts'
import { learn } from '../../src/understanding/linear/learn.ts'

export const loadShipped = async (): Promise<Playbook> => {
  const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 1))
  return loaded.playbook
}

/** Made and learned on this thread. */
export const learnedGuard = async (playbook: Playbook): Promise<ToneGuard> => {
  const guard = createToneGuard(playbook, async (task) => learn(task))
  await guard.learned
  return guard
}

/** As long as nothing is learned. */
export const phrasesAlone = (playbook: Playbook): ToneGuard =>
  createToneGuard(playbook, () => new Promise(() => {}))

/** The rules as they ship: a guard that has learned their examples, and one that knows the phrases. */
export const shippedGuards = async () => {
  const playbook = await loadShipped()
  return { playbook, guard: await learnedGuard(playbook), unlearned: phrasesAlone(playbook) }
}
