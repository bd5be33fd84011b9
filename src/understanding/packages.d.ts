/** The little that is used of two packages without types for these entrances. */

declare module 'node-nlp' {
  export interface NlpSettings {
    readonly languages: readonly string[]
    readonly autoSave: boolean
    readonly autoLoad: boolean
    readonly forceNER: boolean
    readonly nlu: { readonly log: boolean }
  }
  export interface NlpScore {
    readonly intent: string
    readonly score: number
  }
  export class NlpManager {
    constructor(settings: NlpSettings)
    readonly container: {
      get(name: 'tokenizer-zh'): { tokenize(text: string): readonly string[] }
    }
    readonly nlp: {
      classify(
        locale: string,
        text: string,
      ): Promise<{ readonly classifications: readonly NlpScore[] }>
    }
    addDocument(locale: string, text: string, intent: string): void
    train(): Promise<unknown>
  }
}

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  class BayesClassifier {
    addDocument(tokens: readonly string[], label: string): void
    train(): void
    getClassifications(
      tokens: readonly string[],
    ): readonly { readonly label: string; readonly value: number }[]
  }
  export = BayesClassifier
}

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const porter: { stem(word: string): string }
  export = porter
}
