import { fileURLToPath } from 'node:url'
import { type Answer, loadPlaybook } from '../../src/playbook/index.ts'
import { normalise } from '../../src/understanding/index.ts'
import { createRetriever } from '../../src/understanding/retrieve.ts'
import type { Table } from './bench.ts'
import { perturbations } from './perturb.ts'
import { createDraw } from './shop-talk.ts'
import { type Finding, tally } from './tally.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The shipped answers' own questions: typed differently, and taken out one at a time. */
export const shippedTable = async (): Promise<Table> => {
  const loaded = await loadPlaybook({ dir: root })
  if (!loaded.ok) throw new Error('the playbook does not load: npm run -s shouhou -- check')
  const answers = [...loaded.playbook.answers.values()]
  const retrieve = await createRetriever(answers)
  const draw = createDraw(3)
  const typed = Object.entries(perturbations).map(([how, perturb]) => {
    const findings = answers.flatMap(({ id, questions }) =>
      questions.map((question) => ({
        wanted: id,
        candidates: retrieve(normalise(perturb(question, draw)), 5),
      })),
    )
    return { how, ...tally(findings) }
  })
  return {
    title: 'shipped questions typed differently, or taken out and asked, in %',
    rows: [...typed, { how: 'taken out', ...tally(await takenOut(answers)) }],
  }
}

/** Each question asked of the answers without it: is its answer still found, by its others? */
export const takenOut = async (answers: readonly Answer[]): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const answer of answers.filter(({ questions }) => questions.length > 1)) {
    for (const question of answer.questions) {
      const questions = answer.questions.filter((other) => other !== question)
      const retrieve = await createRetriever(
        answers.map((each) => (each === answer ? { ...answer, questions } : each)),
      )
      findings.push({ wanted: answer.id, candidates: retrieve(normalise(question), 5) })
    }
  }
  return findings
}
