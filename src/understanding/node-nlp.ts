import { intentId } from '../model/ids.ts'
import type { EngineTask } from './create-engine.ts'
import { normalise } from './normalise.ts'
import { rankingOf } from './ranking.ts'
import type { Engine } from './understand.ts'

const language = 'zh'

/**
 * node-nlp's neural classifier over its own segmenter and pinyin. It takes seconds to load and
 * some 300 MiB, so it is loaded only where it is chosen. Saving and loading are off because it would
 * write `model.nlp` into the working folder.
 */
export const createNodeNlpEngine = async ({
  examples,
  offTopic,
}: Pick<EngineTask, 'examples' | 'offTopic'>): Promise<Engine> => {
  const { NlpManager } = await import('node-nlp')
  const manager = new NlpManager({
    languages: [language],
    autoSave: false,
    autoLoad: false,
    forceNER: false,
    nlu: { log: false },
  })
  // The dictionary announces itself on stdout when it is first used.
  withoutPrinting(() => manager.container.get('tokenizer-zh').tokenize('好'))
  for (const { text, intent } of examples) manager.addDocument(language, normalise(text), intent)
  await manager.train()
  const intents = [...new Set(examples.map(({ intent }) => intent))]
  return {
    name: 'node-nlp',
    classify: async (text) => {
      const { classifications } = await manager.nlp.classify(language, normalise(text))
      const scores = new Map(classifications.map(({ intent, score }) => [intent, score]))
      return rankingOf(
        intents.map((intent) => ({ intent: intentId(intent), score: scores.get(intent) ?? 0 })),
        offTopic,
      )
    },
  }
}

const withoutPrinting = (act: () => unknown): void => {
  const { console } = globalThis
  globalThis.console = { ...console, log: () => {} }
  try {
    act()
  } finally {
    globalThis.console = console
  }
}
