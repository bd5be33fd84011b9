import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { Logger } from 'pino'
import { type Config, projectRoot } from '../config.ts'
import { loadOptionsOf, openShop, openTrainer, type Shop } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import type {
  Checked,
  DraftToSave,
  EditDetail,
  EditRow,
  FileDraft,
  FoundLine,
  PlaybookFiles,
  PlaybookText,
  SaveEvent,
  UndoRequest,
  Vocabulary,
  WithExample,
} from '../model/wire/authoring.ts'
import { addExample } from '../playbook/index.ts'
import type { EditRecords, NewEdit } from '../store/index.ts'
import { createPlaybookDisk, fileAbout, linesWith } from './files.ts'
import { type GateParts, type Saving, saveThrough } from './gate.ts'
import { detailOf, draftsBack, findEdit, noteOutside, rowOf } from './history.ts'
import { checkedIn, createJudge, type Language } from './judge.ts'
import { createPlayground, type Playground, type PlaygroundParts } from './playground.ts'
import { storiesIn } from './stories.ts'
import { vocabularyOf } from './vocabulary.ts'

export interface Asking {
  readonly language: Language
  /** Whoever asked has gone, or has thought better of it. */
  readonly signal: AbortSignal
}

export interface By extends Asking {
  readonly who: NewEdit['who']
}

/**
 * Where operators write the playbook: read, judged, tried out, saved and taken back. The files are
 * the truth; what others do to them is noticed and never overwritten.
 */
export interface Authoring extends Playground {
  files(): Promise<PlaybookFiles>
  /** Throws `not_found`, and `bad_request` for what is no file of the playbook. */
  read(file: string): Promise<PlaybookText>
  /** Lines of any file that have the words in them. */
  search(words: string): Promise<readonly FoundLine[]>
  vocabulary(): Promise<Vocabulary>
  check(drafts: readonly FileDraft[], by: Asking): Promise<Checked>
  /** One at a time; throws `conflict` while somebody else saves. */
  save(drafts: readonly DraftToSave[], by: By): AsyncGenerator<SaveEvent>
  history(options: {
    readonly file?: string
    readonly before?: number
  }): Promise<readonly EditRow[]>
  edit(id: number): Promise<EditDetail>
  /** All that was saved together, or nothing of it. */
  undo(id: number, by: By & UndoRequest): AsyncGenerator<SaveEvent>
  /** The file of an intent with one sentence more; nothing is saved. */
  addExample(
    drafts: readonly FileDraft[],
    example: { readonly intent: string; readonly text: string },
  ): Promise<WithExample>
  close(): Promise<void>
}

export interface AuthoringParts {
  readonly config: Config
  readonly shop: Shop
  readonly store: { readonly edits: EditRecords }
  readonly live: GateParts['live'] & PlaygroundParts['live']
  readonly log: Pick<Logger, 'error'>
  readonly now: () => number
}

const historyShown = 50

export const createAuthoring = (parts: AuthoringParts): Authoring => {
  const { config, shop, live, log, now } = parts
  const { edits } = parts.store
  const disk = createPlaybookDisk(config.playbookDir)
  const judging = createJudge(loadOptionsOf(config, shop))
  const { judge } = judging
  const trainer = openTrainer(config)
  // Read when somebody plays: a shop that has left the demo opens without it.
  const demoBuyers = () =>
    openShop({ ...config, demo: true, orders: undefined }, now).demo?.buyers() ?? []
  const playground = createPlayground({
    ...parts,
    judge,
    trainer,
    buyers: () => demoBuyers().map(({ buyerId, name }) => ({ id: buyerId, name })),
  })

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  const lookOutside = () => inTurn(() => noteOutside({ disk, edits, now }))
  const look = () => {
    lookOutside().catch((error: unknown) =>
      log.error({ err: error }, 'edits from outside not noted'),
    )
  }
  look()
  const deaf = live.onChange(look)

  let slot: symbol | undefined
  async function* alone(
    saving: (onWritten: () => void) => AsyncGenerator<SaveEvent>,
  ): AsyncGenerator<SaveEvent> {
    if (slot !== undefined) throw busy()
    const mine = Symbol('save')
    slot = mine
    const free = () => {
      if (slot === mine) slot = undefined
    }
    try {
      yield* saving(free)
    } finally {
      free()
    }
  }

  const gate: GateParts = { config, disk, edits, judge, live, now, inTurn }

  async function* takeBack(
    id: number,
    { settled, ...by }: UndoRequest & By & Pick<Saving, 'onWritten'>,
  ): AsyncGenerator<SaveEvent> {
    const back = await draftsBack(disk, await findEdit(edits, id), settled)
    if (back.kind === 'conflict') yield back
    else yield* saveThrough(gate, { ...by, drafts: back.drafts, how: 'undo' })
  }

  return {
    ...playground,
    async files() {
      const { casesDir } = config
      const folder = existsSync(casesDir) ? relative(projectRoot, casesDir) : null
      return {
        files: await disk.list(),
        buyers: demoBuyers().map(({ buyerId, name, hint }) => ({ id: buyerId, name, hint })),
        stories: { count: storiesIn(casesDir).length, folder },
      }
    },
    async read(file) {
      const text = await disk.read(file)
      if (text === undefined) throw noFile(file)
      return { ...fileAbout(file, text), text }
    },
    search: async (wanted) => linesWith(await disk.texts(), wanted),
    vocabulary: async () =>
      vocabularyOf(live.mind().playbook, (await disk.read('replies/shop.yaml')) ?? ''),
    check: async (drafts, { language, signal }) => checkedIn(await judge(drafts, signal), language),
    save: (drafts, by) =>
      alone((onWritten) => saveThrough(gate, { ...by, drafts, how: 'page', onWritten })),
    async history(options) {
      await lookOutside()
      return (await edits.list({ ...options, limit: historyShown })).map(rowOf)
    },
    edit: async (id) => detailOf(disk, await findEdit(edits, id)),
    undo: (id, by) => alone((onWritten) => takeBack(id, { ...by, onWritten })),
    async addExample(drafts, { intent, text: sentence }) {
      const file = `intents/${intent}.yaml`
      const drafted = drafts.find((draft) => draft.file === file)
      const text = drafted === undefined ? await disk.read(file) : (drafted.text ?? undefined)
      if (text === undefined) throw noFile(file)
      const added = addExample(text, sentence)
      if (added === undefined) throw noExamples(file)
      return { file, ...added }
    },
    async close() {
      deaf()
      await Promise.all([trainer.close(), judging.close()])
      await last
    },
  }
}

const busy = () =>
  new GatewayError('conflict', '另一位同事正在保存，请等他完成再试', {
    english: 'Somebody else is saving; try again when they are done',
  })

const noFile = (file: string) =>
  new GatewayError('not_found', `没有文件 ${file}`, {
    path: 'file',
    english: `There is no file ${file}`,
  })

const noExamples = (file: string) =>
  new GatewayError('bad_request', `${file} 里没有例句列表，加不进去；先改好这个文件`, {
    english: `${file} has no list of examples to add to; mend the file first`,
  })
