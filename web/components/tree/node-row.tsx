import { IconChevronRight, IconCopy, IconHistory, IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { ValueText } from '../../../shared/change.ts'
import { type JsonDocument, kinds } from '../../../shared/json/parse.ts'
import { isContainer, keyOf, millisDate, millisOf, rawValue } from '../../../shared/json/read.ts'
import { classNames } from '../../lib/class-names.ts'
import { entityOfNode } from '../../lib/entity-of-node.ts'
import { plural } from '../../lib/format.ts'
import { fullTime, utcTime } from '../../lib/time.ts'
import { VisibleText } from '../visible-text.tsx'
import type { NodeMark } from './marks.ts'
import type { NodeNote } from './node-note.ts'
import { NodeNotes } from './node-notes.tsx'
import styles from './node-row.module.css'

interface NodeRowProps {
  json: JsonDocument
  node: number
  top: number
  open: boolean
  selected: boolean
  found: boolean
  current: boolean
  /** What the schema says about it; the same object from one drawing to the next. */
  note: NodeNote | null
  /** Null: nothing happened to it; absent: nothing is marked in this tree. */
  mark?: NodeMark | null | undefined
  onSelect(node: number): void
  onToggle(node: number): void
  onCopy(what: 'value' | 'path', node: number): void
}

/** Deeper levels are not set further in: the depth is said instead. */
const DEEPEST_INDENT = 16
/** Longer values are cut in the row; the foot shows them whole. */
const LONG = 200

/** One member, element or root of the payload. */
export const NodeRow = memo(
  function NodeRow({
    json,
    node,
    top,
    open,
    selected,
    found,
    current,
    note,
    mark,
    onSelect,
    onToggle,
    onCopy,
  }: NodeRowProps) {
    const depth = json.depth[node] as number
    const container = isContainer(json, node)
    const entity = entityOfNode(json, node, note?.facts?.entity ?? null)
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
      // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the active row
      <div
        role="treeitem"
        id={nodeId(node)}
        aria-level={depth + 1}
        aria-setsize={depth === 0 ? 1 : json.size[json.parent[node] as number]}
        aria-posinset={(json.place[node] as number) + 1}
        aria-selected={selected}
        aria-expanded={container ? open : undefined}
        className={classNames(styles.row, found && styles.found, current && styles.current)}
        data-mark={mark?.kind}
        style={{
          transform: `translateY(${top}px)`,
          paddingLeft: (mark === undefined ? 10 : 20) + Math.min(depth, DEEPEST_INDENT) * 14,
        }}
        onClick={() => {
          onSelect(node)
          if (container) onToggle(node)
        }}
      >
        {mark !== undefined && <Sign mark={mark} />}
        {container ? (
          <IconChevronRight
            size={13}
            className={open ? `${styles.chevron} ${styles.open}` : styles.chevron}
          />
        ) : (
          <span className={styles.chevron} />
        )}
        {depth > DEEPEST_INDENT && <span className={styles.depth}>{depth}</span>}
        <Key json={json} node={node} title={note?.facts?.description ?? undefined} />
        <Value json={json} node={node} isTime={note?.facts?.time === 'epoch-millis'} />
        {note && <NodeNotes note={note} />}
        {mark?.before && <Before value={mark.before} />}
        <span className={styles.acts}>
          {entity && (
            <Link
              to="/entities/$kind/$entityId"
              params={{ kind: entity.kind, entityId: entity.id }}
              search={{}}
              tabIndex={-1}
              title={`History of this ${entity.kind}`}
              aria-label={`History of this ${entity.kind}`}
              onClick={(event) => event.stopPropagation()}
            >
              <IconHistory size={13} />
            </Link>
          )}
          <RowButton
            label="Copy the path"
            onClick={() => onCopy('path', node)}
            icon={<IconRoute size={13} />}
          />
          <RowButton
            label="Copy the value"
            onClick={() => onCopy('value', node)}
            icon={<IconCopy size={13} />}
          />
        </span>
      </div>
    )
  },
  // The callbacks are made anew with every drawing, and do the same.
  (a, b) =>
    a.json === b.json &&
    a.node === b.node &&
    a.top === b.top &&
    a.open === b.open &&
    a.selected === b.selected &&
    a.found === b.found &&
    a.current === b.current &&
    a.note === b.note &&
    a.mark === b.mark,
)

export function nodeId(node: number): string {
  return `node-${node}`
}

function RowButton({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick(): void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {icon}
    </button>
  )
}

const signs: Record<NodeMark['kind'], { sign: string; says: string }> = {
  added: { sign: '+', says: 'added' },
  changed: { sign: '~', says: 'changed' },
  moved: { sign: '↕', says: 'moved' },
  within: { sign: '·', says: 'changed within' },
}

/** It has its room also where there is none, so that keys stand in line. */
function Sign({ mark }: { mark: NodeMark | null }) {
  if (mark === null) return <span className={styles.sign} />
  const { sign, says } = signs[mark.kind]
  return (
    <span className={styles.sign} role="img" aria-label={says} title={says}>
      {sign}
    </span>
  )
}

function Before({ value: { text, length } }: { value: ValueText }) {
  return (
    <span className={styles.before} title={`${text}${length > text.length ? '…' : ''}`}>
      was{' '}
      <span className={styles.old}>
        <VisibleText text={text.slice(0, LONG)} />
        {length > LONG && '…'}
      </span>
    </span>
  )
}

function Key({ json, node, title }: { json: JsonDocument; node: number; title: string | undefined }) {
  const key = keyOf(json, node)
  if (key === null) return null
  return (
    <span className={typeof key === 'number' ? styles.index : styles.key} title={title}>
      {key === '' ? '""' : <VisibleText text={String(key)} />}
      <span className={styles.colon}>:</span>
    </span>
  )
}

function Value({ json, node, isTime }: { json: JsonDocument; node: number; isTime: boolean }) {
  const kind = json.kind[node]
  const size = json.size[node] as number
  switch (kind) {
    case kinds.object:
      return <span className={styles.sum}>{size === 0 ? '{}' : `{ ${plural(size, 'key')} }`}</span>
    case kinds.array:
      return <span className={styles.sum}>{size === 0 ? '[]' : `[ ${plural(size, 'item')} ]`}</span>
    case kinds.string:
      return <StringValue json={json} node={node} />
    case kinds.number:
      return <NumberValue json={json} node={node} isTime={isTime} />
    default:
      return <span className={kind === kinds.null ? styles.null : styles.number}>{rawValue(json, node)}</span>
  }
}

function StringValue({ json, node }: { json: JsonDocument; node: number }) {
  const start = json.start[node] as number
  const end = json.end[node] as number
  const long = end - start > LONG
  const shown = long ? json.text.slice(start, start + LONG) : json.text.slice(start, end)
  return (
    <>
      <span className={styles.string}>
        <VisibleText text={shown} />
        {long && '…'}
      </span>
      {long && <span className={styles.hint}>show all {plural(end - start - 2, 'character')}</span>}
    </>
  )
}

function NumberValue({ json, node, isTime }: { json: JsonDocument; node: number; isTime: boolean }) {
  const at = isTime ? millisOf(json, node) : millisDate(json, node)
  return (
    <>
      <span className={styles.number}>{rawValue(json, node).slice(0, LONG)}</span>
      {at !== null && (
        <span className={styles.date} title={utcTime(at) ?? ''}>
          {utcTime(at) === null ? 'not a date' : fullTime(at)}
        </span>
      )}
    </>
  )
}
