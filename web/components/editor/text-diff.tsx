import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightWhitespace } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { look } from './look.ts'
import styles from './text-diff.module.css'

/** From here on both texts have room beside one another. */
const WIDE = 560
const diffConfig = { scanLimit: 500, timeout: 400 }
const collapseUnchanged = { margin: 3, minSize: 6 }

interface TextDiffProps {
  label: string
  a: string
  b: string
  /** `auto`: side by side where there is room. */
  layout?: 'auto' | 'inline'
  /** In the colours of JSON. */
  asJson?: boolean
  /** Spaces and tabs are marked; other characters that hide are marked always. */
  showSpaces?: boolean
  /** It takes the room it needs, and the page scrolls. */
  tall?: boolean
}

/** Two texts with what differs marked: side by side, or one below the other. */
export function TextDiff(props: TextDiffProps) {
  const { label, a, b, layout = 'auto', asJson = true, showSpaces = false, tall = false } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const parent = box.current
    if (parent === null) return
    const readOnly = (name: string) => [
      ...fixed(name, asJson),
      ...(showSpaces ? [highlightWhitespace()] : []),
    ]
    const isBeside = layout === 'auto' && parent.clientWidth >= WIDE
    const shown = isBeside
      ? sideBySide(parent, label, a, b, readOnly)
      : stacked(parent, label, a, b, readOnly)
    return () => shown.destroy()
  }, [label, a, b, layout, asJson, showSpaces])
  return <div ref={box} className={classNames(styles.diff, tall && styles.tall)} />
}

type ReadOnly = (label: string) => Extension[]

function sideBySide(parent: HTMLElement, label: string, a: string, b: string, readOnly: ReadOnly): MergeView {
  return new MergeView({
    parent,
    a: { doc: a, extensions: readOnly(`${label}: first`) },
    b: { doc: b, extensions: readOnly(`${label}: second`) },
    collapseUnchanged,
    diffConfig,
  })
}

function stacked(parent: HTMLElement, label: string, a: string, b: string, readOnly: ReadOnly): EditorView {
  const original = EditorState.create({ doc: a, extensions: exactLines }).doc
  const merge = unifiedMergeView({ original, mergeControls: false, collapseUnchanged, diffConfig })
  return new EditorView({ parent, doc: b, extensions: [readOnly(label), merge] })
}

const exactLines = EditorState.lineSeparator.of('\n')

function fixed(label: string, asJson: boolean): Extension[] {
  return [...look(label, asJson), exactLines, EditorState.readOnly.of(true), EditorView.editable.of(false)]
}
