import {
  history,
  historyKeymap,
  redo,
  redoDepth,
  standardKeymap,
  undo,
  undoDepth,
} from '@codemirror/commands'
import { setDiagnostics } from '@codemirror/lint'
import { unifiedMergeView } from '@codemirror/merge'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { Button } from '@mantine/core'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type JsonProblem, parseJson } from '../../../shared/json/parse.ts'
import { prettyJson } from '../../lib/json/pretty.ts'
import { Switch } from '../switch.tsx'
import styles from './body-editor.module.css'
import { type LineEnds, lineEndsOf, withLineEnds } from './line-ends.ts'
import { look } from './look.ts'

/** The editor as those who hold it know it. */
export interface EditorHandle {
  /** What is to be sent, exactly. */
  text(): string
}

interface BodyEditorProps {
  /** What it begins with; later values are ignored. */
  start: string
  original: string
  /** A body to begin anew with; null: there is none for this event. */
  sample: (() => string) | null
  sampleName: string
  isJson: boolean
  handle: RefObject<EditorHandle | null>
  /** Soon after each change. */
  onChange(text: string): void
  onSubmit(): void
}

const CHECK_MS = 150
/** Larger texts are edited without their changes marked: one line of a megabyte would have to be drawn whole. */
const MOST_COMPARED = 300_000
const diffConfig = { scanLimit: 500, timeout: 300 }

/** Edits a body as text. What it gives back is what was typed, line ends and all. */
export function BodyEditor(props: BodyEditorProps) {
  const { start, original, sample, sampleName, isJson, handle } = props
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const [ends] = useState(() => lineEndsOf(start))
  const [diff] = useState(() => new Compartment())
  const [showsDiff, setShowsDiff] = useState(false)
  const [known, setKnown] = useState(() => stateOf(start, original))

  const onChange = useEffectEvent((text: string) => props.onChange(text))
  const onSubmit = useEffectEvent(() => props.onSubmit())

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const check = () => {
      timer = undefined
      const text = editor.state.sliceDoc()
      const now = stateOf(text, original, editor.state)
      setKnown(now)
      onChange(text)
      if (isJson)
        editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(now.problem, text, editor.state)))
    }
    const editor = new EditorView({
      parent: box.current ?? document.body,
      state: EditorState.create({
        doc: start,
        extensions: [
          ...editing(ends, () => onSubmit()),
          ...look('Body', isJson),
          diff.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) timer ??= setTimeout(check, CHECK_MS)
          }),
        ],
      }),
    })
    view.current = editor
    handle.current = { text: () => editor.state.sliceDoc() }
    check()
    return () => {
      if (timer !== undefined) onChange(editor.state.sliceDoc())
      clearTimeout(timer)
      handle.current = null
      editor.destroy()
    }
  }, [start, original, ends, diff, isJson, handle])

  const replaceBy = (text: string) => {
    const editor = view.current
    if (editor === null) return
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: editor.state.toText(text) },
      userEvent: 'input.replace',
    })
    editor.focus()
  }
  const toggleDiff = (shown: boolean) => {
    setShowsDiff(shown)
    view.current?.dispatch({ effects: diff.reconfigure(shown ? against(original, ends) : []) })
  }
  const run = (command: typeof undo) => {
    if (view.current) command(view.current)
    view.current?.focus()
  }
  const format = () => {
    const { document } = parseJson(view.current?.state.sliceDoc() ?? '')
    if (document) replaceBy(prettyJson(document, ends.separator))
  }
  return (
    <div className={styles.editor}>
      <div className={styles.tools}>
        <Button size="compact-xs" disabled={!known.canUndo} onClick={() => run(undo)}>
          Undo
        </Button>
        <Button size="compact-xs" disabled={!known.canRedo} onClick={() => run(redo)}>
          Redo
        </Button>
        {isJson && (
          <Button
            size="compact-xs"
            disabled={known.problem !== null}
            onClick={format}
            title="One line for each member. This changes the bytes."
          >
            Format
          </Button>
        )}
        {sample !== null && (
          <Button
            size="compact-xs"
            onClick={() => replaceBy(withLineEnds(sample(), ends.separator))}
            title={`Puts a sample of ${sampleName} in the place of the body.`}
          >
            Insert a sample
          </Button>
        )}
        <Button size="compact-xs" disabled={!known.isChanged} onClick={() => replaceBy(original)}>
          Reset
        </Button>
        {original.length <= MOST_COMPARED && (
          <Switch label="Show changes" checked={showsDiff} onChange={toggleDiff} />
        )}
      </div>
      <div ref={box} className={styles.box} />
      {ends.note !== null && <p className={styles.note}>{ends.note}</p>}
      {isJson && known.problem !== null && (
        <p className={styles.note} role="status">
          Not valid JSON: expected {known.problem.expected} at line {known.problem.line}, column{' '}
          {known.problem.column}. It can be sent all the same.
        </p>
      )}
    </div>
  )
}

function stateOf(text: string, original: string, state?: EditorState) {
  return {
    isChanged: text !== original,
    problem: parseJson(text).problem,
    canUndo: state !== undefined && undoDepth(state) > 0,
    canRedo: state !== undefined && redoDepth(state) > 0,
  }
}

function editing({ separator }: LineEnds, onSubmit: () => void): Extension[] {
  const submit = () => {
    onSubmit()
    return true
  }
  return [
    EditorState.lineSeparator.of(separator),
    EditorView.clipboardInputFilter.of((text) => withLineEnds(text, separator)),
    history(),
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: submit }])),
    keymap.of([...standardKeymap, ...historyKeymap]),
  ]
}

/** The original's lines beside those that were changed, each of which can be put back. */
function against(original: string, { separator }: LineEnds): Extension {
  const lines = EditorState.lineSeparator.of(separator)
  return unifiedMergeView({
    original: EditorState.create({ doc: original, extensions: lines }).doc,
    diffConfig,
    mergeControls: (type, action) => {
      if (type === 'accept') return document.createElement('span')
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = 'Put back'
      button.onmousedown = action
      return button
    },
  })
}

function diagnosticsOf(problem: JsonProblem | null, text: string, state: EditorState) {
  if (problem === null) return []
  // Positions of the editor count a line end as one, whatever it is made of.
  const line = state.doc.line(Math.min(problem.line, state.doc.lines))
  const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to)
  const to = Math.min(from + 1, line.to)
  const said = text === '' ? 'The body is empty.' : `Expected ${problem.expected}.`
  return [{ from, to, severity: 'warning' as const, message: said }]
}
