import { Change, type DiffConfig, MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightWhitespace } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { lineDiff, type TextChanges } from '../../lib/line-diff.ts'
import { look } from './look.ts'
import styles from './text-diff.module.css'

/** From here on both texts have room beside one another. */
const WIDE = 560
/** Here the page waits for it. */
const QUICK_MS = 100
const collapseUnchanged = { margin: 3, minSize: 6 }

interface TextDiffProps {
  label: string
  a: string
  b: string
  /** Where they differ, if that is known; otherwise it is looked for, not too long. Stays the same between drawings. */
  changes?: TextChanges
  /** `auto`: side by side where there is room. */
  layout?: 'auto' | 'beside' | 'inline'
  /** In the colours of JSON. */
  asJson?: boolean
  /** Spaces and tabs are marked; other characters that hide are marked always. */
  showSpaces?: boolean
  /** It takes the room it needs, and the page scrolls. */
  tall?: boolean
}

/** Two texts with what differs marked: side by side, or one below the other. */
export function TextDiff(props: TextDiffProps) {
  const { label, a, b, changes, layout = 'auto', asJson = true, showSpaces = false, tall = false } = props
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const parent = box.current
    if (parent === null) return
    const readOnly = (name: string) => [
      ...fixed(name, asJson),
      ...(showSpaces ? [highlightWhitespace()] : []),
    ]
    const isBeside = layout === 'beside' || (layout === 'auto' && parent.clientWidth >= WIDE)
    const show = isBeside ? sideBySide : stacked
    const shown = show(parent, {
      label,
      a,
      b,
      diffConfig: known(changes ?? lineDiff(a, b, { timeoutMs: QUICK_MS })),
      readOnly,
    })
    return () => shown.destroy()
  }, [label, a, b, changes, layout, asJson, showSpaces])
  const className = classNames(styles.diff, tall && styles.tall)
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
  return <section ref={box} tabIndex={0} aria-label={label} className={className} />
}

interface Shown {
  label: string
  a: string
  b: string
  diffConfig: DiffConfig
  readOnly(label: string): Extension[]
}

function sideBySide(parent: HTMLElement, { label, a, b, diffConfig, readOnly }: Shown): MergeView {
  return new MergeView({
    parent,
    a: { doc: a, extensions: readOnly(`${label}: first`) },
    b: { doc: b, extensions: readOnly(`${label}: second`) },
    collapseUnchanged,
    diffConfig,
  })
}

function stacked(parent: HTMLElement, { label, a, b, diffConfig, readOnly }: Shown): EditorView {
  const original = EditorState.create({ doc: a, extensions: exactLines }).doc
  const merge = unifiedMergeView({ original, mergeControls: false, collapseUnchanged, diffConfig })
  return new EditorView({ parent, doc: b, extensions: [readOnly(label), merge] })
}

/** Texts that nobody edits are compared once. */
function known(changes: TextChanges): DiffConfig {
  return {
    override: () =>
      Array.from({ length: changes.length / 4 }, (_, i) => {
        const [fromA = 0, toA = 0, fromB = 0, toB = 0] = changes.slice(i * 4, i * 4 + 4)
        return new Change(fromA, toA, fromB, toB)
      }),
  }
}

const exactLines = EditorState.lineSeparator.of('\n')

function fixed(label: string, asJson: boolean): Extension[] {
  return [...look(label, asJson), exactLines, EditorState.readOnly.of(true), EditorView.editable.of(false)]
}
