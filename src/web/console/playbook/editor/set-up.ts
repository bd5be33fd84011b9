import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
} from '@codemirror/view'
import { nonce } from '../../nonce.ts'
import { spoken } from '../../texts.ts'
import { words } from '../texts.ts'
import { type Choosing, complete } from './completion.ts'
import { help } from './help.ts'
import { look } from './look.ts'

const say = spoken(words).editor

export interface Latest {
  current: Choosing & { readonly onChange: (text: string) => void }
}

/** Tab goes on to the next part of the page, as everywhere; Ctrl+] moves a line to the right. */
export const newState = (text: string, file: string, latest: Latest): EditorState =>
  EditorState.create({
    doc: text,
    extensions: [
      EditorState.phrases.of(say.phrases),
      // A file keeps the ends of lines that it came with.
      text.includes('\r\n') ? EditorState.lineSeparator.of('\r\n') : [],
      EditorState.tabSize.of(2),
      nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      drawSelection(),
      history(),
      foldGutter(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightSelectionMatches(),
      search({ top: true }),
      EditorView.lineWrapping,
      yaml(),
      variables,
      lintGutter(),
      autocompletion({ override: [complete(() => latest.current)], icons: false }),
      help(() => latest.current, say),
      look,
      EditorView.contentAttributes.of({
        'aria-label': say.label(file),
        spellcheck: 'false',
        tabindex: '0',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) latest.current.onChange(state.sliceDoc())
      }),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        ...lintKeymap,
      ]),
    ],
  })

/** `{{order.no}}` stands out from the words around it. */
const variable = new MatchDecorator({
  regexp: /\{\{\s*[\w.]+\s*\}\}/g,
  decoration: Decoration.mark({ class: 'cm-variable' }),
})

const variables = ViewPlugin.define(
  (view) => ({
    decorations: variable.createDeco(view),
    update(change) {
      this.decorations = variable.updateDeco(change, this.decorations)
    },
  }),
  { decorations: (plugin) => plugin.decorations },
)
