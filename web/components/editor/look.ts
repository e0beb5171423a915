import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--key)' },
  { tag: tags.string, color: 'var(--string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--number)' },
])

const theme = EditorView.theme({
  '&': { fontSize: '12px', backgroundColor: 'var(--bg)', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { caretColor: 'var(--text)', padding: '6px 0' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '19px' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', paddingRight: '8px' },
  '.cm-specialChar': { color: 'var(--warn)', backgroundColor: 'var(--warn-bg)', borderRadius: '3px' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--chip)' },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--warn)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
  },
  '.cm-diagnostic': { fontFamily: 'var(--font)', fontSize: '12px' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--ok-bg)' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--bad-bg)' },
  '.cm-changedText, &.cm-merge-b .cm-changedText': {
    background: 'color-mix(in srgb, var(--ok) 15%, transparent)',
  },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in srgb, var(--bad) 15%, transparent)',
    textDecoration: 'none',
  },
  '.cm-deletedChunk': { paddingLeft: '6px' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '1px' },
  '.cm-changedLineGutter': { background: 'var(--ok)' },
  '.cm-deletedLineGutter': { background: 'var(--bad)' },
  '.cm-chunkButtons button': {
    padding: '0 7px',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    font: '11px / 18px var(--font)',
    cursor: 'pointer',
  },
  '.cm-collapsedLines': {
    background: 'var(--sunk)',
    color: 'var(--dim)',
  },
})

/** How text looks in every editor of the page: numbered, wrapped, in the colours of the payload's tree. */
export function look(label: string, asJson: boolean): Extension[] {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    bracketMatching(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    theme,
    syntaxHighlighting(colours),
    asJson ? json() : [],
  ]
}
