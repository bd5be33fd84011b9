import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** In antd's own colours, so that it is light and dark with the page. */
export const look = [
  EditorView.theme({
    '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--ant-color-bg-container)' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': {
      fontFamily: 'ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
      lineHeight: '1.7',
    },
    '.cm-content': { padding: '8px 0', caretColor: 'var(--ant-color-text)' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ant-color-text)' },
    '.cm-gutters': {
      color: 'var(--ant-color-text-description)',
      backgroundColor: 'var(--ant-color-bg-container)',
      border: 'none',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--ant-color-fill-quaternary)' },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
      { backgroundColor: 'var(--ant-color-primary-bg-hover)' },
    '.cm-panels': {
      color: 'var(--ant-color-text)',
      backgroundColor: 'var(--ant-color-bg-elevated)',
    },
    '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--ant-color-border-secondary)' },
    '.cm-panels button, .cm-panels input': { minHeight: '24px', fontSize: '13px' },
    '.cm-search label': {
      display: 'inline-flex',
      gap: '4px',
      alignItems: 'center',
      minHeight: '24px',
      fontSize: '13px',
    },
    '.cm-search button[name=close]': { minWidth: '24px', fontSize: '18px', cursor: 'pointer' },
    '.cm-textfield, .cm-button': {
      color: 'var(--ant-color-text)',
      backgroundColor: 'var(--ant-color-bg-container)',
      backgroundImage: 'none',
      border: '1px solid var(--ant-color-border)',
      borderRadius: '6px',
    },
    '.cm-tooltip': {
      color: 'var(--ant-color-text)',
      backgroundColor: 'var(--ant-color-bg-elevated)',
      border: '1px solid var(--ant-color-border-secondary)',
      borderRadius: '8px',
      boxShadow: 'var(--ant-box-shadow-secondary)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': {
      maxHeight: '16em',
      fontFamily: 'inherit',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': {
      color: 'var(--ant-color-text)',
      backgroundColor: 'var(--ant-color-primary-bg)',
    },
    '.cm-completionDetail': { color: 'var(--ant-color-text-description)', fontStyle: 'normal' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
    '.cm-help': { maxWidth: '380px', padding: '8px 12px' },
    '.cm-help p': { margin: '0' },
    '.cm-help .choices': { color: 'var(--ant-color-text-description)' },
    '.cm-diagnostic': { padding: '6px 10px' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--ant-color-error)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--ant-color-warning)' },
    '.cm-foldPlaceholder': {
      color: 'var(--ant-color-text-description)',
      backgroundColor: 'var(--ant-color-fill-tertiary)',
      border: 'none',
      padding: '0 6px',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--ant-color-warning-bg-hover)' },
    '.cm-collapsedLines': {
      color: 'var(--ant-color-text-description)',
      background: 'var(--ant-color-fill-tertiary)',
    },
    // Their glyph stands in few fonts.
    '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"…"' },
    '.cm-variable': {
      backgroundColor: 'var(--ant-color-fill-tertiary)',
      borderRadius: '3px',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.comment, class: 'yaml-comment' },
      { tag: [tags.definition(tags.propertyName), tags.propertyName], class: 'yaml-key' },
      { tag: [tags.string, tags.special(tags.string), tags.content], class: 'yaml-text' },
      {
        tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace],
        class: 'yaml-mark',
      },
      { tag: [tags.meta, tags.labelName, tags.typeName, tags.keyword], class: 'yaml-mark' },
    ]),
  ),
]
