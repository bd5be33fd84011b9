import type { Playbook } from '../../playbook/index.ts'
import { mentioned } from './words.ts'

/** What words of a customer are a symptom of, by the operators' list: the first that is named. */
export const symptomIn = ({ cases }: Pick<Playbook, 'cases'>, said: string): string | undefined =>
  cases.symptoms.find(({ words }) => mentioned(said, words) !== undefined)?.name
