import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { JsonDocument } from '../../../shared/json/parse.ts'
import { copyText, pathOf } from '../../../shared/json/read.ts'
import { copyToClipboard } from '../../lib/copy.ts'
import styles from './json-tree.module.css'
import type { Marks } from './marks.ts'
import { NodeFoot } from './node-foot.tsx'
import type { NoteOf } from './node-note.ts'
import { NodeRow, nodeId } from './node-row.tsx'
import { treeMove } from './tree-keys.ts'
import { TreeTools } from './tree-tools.tsx'
import { useTree } from './use-tree.ts'

const ROW = 22
/** Above and below the rows, and for a scroll bar. */
const PADDING = 16

interface JsonTreeProps {
  json: JsonDocument
  label?: string
  /** What happened to its nodes, see `marksOf`. */
  marks?: Marks
  /** What the schema says about its values, see `notesOf`. */
  noteOf?: NoteOf
  /** The node that is to be shown now; another object asks for it once more. */
  shown?: { node: number } | null
  /** Pixels that the rows may be high at most; without it the tree takes the room there is. */
  fit?: number
}

/** A JSON payload as a tree. Draws the rows on screen, however many there are. */
export function JsonTree({ json, label = 'Payload', marks, noteOf, shown = null, fit }: JsonTreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const tree = useTree(json)
  const { rows, selected } = tree
  const [copied, setCopied] = useState<string | null>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index] ?? index,
    overscan: 12,
  })
  const [target, setTarget] = useState<{ node: number } | null>(null)
  const goTo = (node: number) => {
    tree.show(node)
    setTarget({ node })
  }
  const scrollTo = useEffectEvent((node: number) => virtualizer.scrollToIndex(rows.indexOf(node)))
  // Only once what holds the node is open is there a row to go to.
  useEffect(() => {
    if (target !== null) scrollTo(target.node)
  }, [target])

  const showAsked = useEffectEvent(goTo)
  useEffect(() => {
    if (shown !== null) showAsked(shown.node)
  }, [shown])

  const copy = (what: 'value' | 'path', node: number) => {
    const text = what === 'value' ? copyText(json, node) : pathOf(json, node)
    void copyToClipboard(text).then((done) =>
      setCopied(done ? `Copied the ${what} of ${pathOf(json, node)}` : 'The browser did not allow copying'),
    )
  }

  return (
    <div className={styles.tree}>
      <TreeTools tree={tree} marked={marks?.places ?? []} goTo={goTo} />
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={selected === null ? undefined : nodeId(selected)}
        className={styles.scroll}
        style={fit === undefined ? {} : { flex: 'none', height: Math.min(fit, rows.length * ROW + PADDING) }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return
          if (selected !== null && (event.key === 'c' || event.key === 'p')) {
            event.preventDefault()
            copy(event.key === 'c' ? 'value' : 'path', selected)
            return
          }
          const move = treeMove(event.key, tree)
          if (move === null) return
          event.preventDefault()
          if (move.kind === 'toggle') tree.toggle(move.node)
          else goTo(move.node)
        }}
      >
        <div role="presentation" className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const node = rows[index]
            return (
              node !== undefined && (
                <NodeRow
                  key={key}
                  json={json}
                  node={node}
                  top={start}
                  open={tree.isOpen(node)}
                  selected={node === selected}
                  found={tree.matches.has(node)}
                  current={node === tree.match}
                  note={noteOf?.(node) ?? null}
                  mark={marks && (marks.of.get(node) ?? null)}
                  onSelect={tree.select}
                  onToggle={tree.toggle}
                  onCopy={copy}
                />
              )
            )
          })}
        </div>
      </div>
      {selected !== null && (
        <NodeFoot
          key={selected}
          json={json}
          node={selected}
          note={noteOf?.(selected) ?? null}
          before={marks?.of.get(selected)?.before ?? null}
          onCopy={copy}
          said={copied}
        />
      )}
    </div>
  )
}
