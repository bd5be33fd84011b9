import { type EditorState, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import { type Choosing, namesFor } from './completion.ts'
import { choicesOf, type Schema, schemasAt } from './schema.ts'
import { spotAt } from './spot.ts'

export interface HelpWords {
  readonly choices: string
  /** What stands between them. */
  readonly list: string
}

/** What a field is for, or what a name stands for: under the pointer, and on F1 at the cursor. */
export const help = (choosing: () => Choosing, words: HelpWords) => {
  const at = (state: EditorState, pos: number) => helpAt(state, pos, choosing(), words)
  const show = StateEffect.define<Tooltip | null>()
  const shown = StateField.define<Tooltip | null>({
    create: () => null,
    update(tooltip, { effects, docChanged, selection }) {
      const told = effects.find((effect) => effect.is(show))
      if (told !== undefined) return told.value
      return docChanged || selection !== undefined ? null : tooltip
    },
    provide: (field) => showTooltip.from(field),
  })
  const ask = (view: EditorView) => {
    view.dispatch({ effects: show.of(at(view.state, view.state.selection.main.head)) })
    return true
  }
  return [
    hoverTooltip((view, pos) => at(view.state, pos)),
    shown,
    keymap.of([{ key: 'F1', run: ask }]),
  ]
}

function helpAt(
  state: EditorState,
  pos: number,
  { vocabulary, kind }: Choosing,
  words: HelpWords,
): Tooltip | null {
  const word = state.wordAt(pos)
  if (vocabulary === undefined || word === null) return null
  const line = state.doc.lineAt(pos)
  const [from, to] = edgesOf(line.text, word.from - line.from, word.to - line.from)
  const name = line.text.slice(from, to)
  const spot = spotAt(state.doc.toString(), line.from + to)
  if (spot === undefined) return null
  const isField = spot.kind === 'key' && /^\s*:/.test(line.text.slice(to))
  const root = vocabulary.schemas[kind] as Schema | undefined
  const schemas = isField && root ? schemasAt(root, [...spot.path, name]) : []
  const description = schemas.find((schema) => schema.description)?.description
  const known = namesFor(spot.path, vocabulary).find(({ id }) => id === name)?.title
  const told = isField ? (description ?? describedBy(root, spot.path, name)) : known
  if (told === undefined || told === '') return null
  const itemChoices = choicesOf(schemas.flatMap(({ items }) => (items ? [items] : [])))
  const choices = [...choicesOf(schemas), ...itemChoices]
  return {
    pos: line.from + from,
    end: line.from + to,
    above: true,
    create: () => ({ dom: helpBox(told, choices, words) }),
  }
}

/** Of a field that has several forms the description stands outside of them. */
const describedBy = (root: Schema | undefined, path: readonly string[], name: string) =>
  root === undefined
    ? undefined
    : schemasAt(root, path)
        .map(({ properties }) => properties?.[name]?.description)
        .find((description) => description !== undefined)

/** Ids have dashes in them, which part words elsewhere. */
function edgesOf(line: string, from: number, to: number): readonly [number, number] {
  const before = /[\w-]*$/.exec(line.slice(0, from))?.[0].length ?? 0
  const after = /^[\w-]*/.exec(line.slice(to))?.[0].length ?? 0
  return [from - before, to + after]
}

function helpBox(told: string, choices: readonly string[], words: HelpWords): HTMLElement {
  const box = document.createElement('div')
  box.className = 'cm-help'
  box.append(paragraph(told))
  if (choices.length > 0)
    box.append(paragraph(`${words.choices}${choices.join(words.list)}`, 'choices'))
  return box
}

function paragraph(text: string, name = ''): HTMLElement {
  const p = document.createElement('p')
  p.textContent = text
  p.className = name
  return p
}
