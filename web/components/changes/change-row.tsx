import type { Change } from '../../../shared/change.ts'
import { VisibleText } from '../visible-text.tsx'
import { ChangeValue } from './change-value.tsx'
import styles from './changes.module.css'
import { indent } from './group-row.tsx'

const marks: Record<Change['kind'], string> = { added: '+', removed: '−', changed: '~', moved: '↕' }

interface ChangeRowProps {
  change: Change
  /** What is left of its name below a group; default: all. */
  name?: string
  /** How deep it is in groups. */
  depth?: number
}

/** One change: where, what it was, and what it is. */
export function ChangeRow({ change, name = change.name, depth = 0 }: ChangeRowProps) {
  return (
    <div className={styles.change} data-kind={change.kind} style={{ paddingLeft: indent(depth) }}>
      <span className={styles.mark} role="img" aria-label={change.kind} title={change.kind}>
        {marks[change.kind]}
      </span>
      <span className={styles.name} title={name === change.name ? undefined : change.name}>
        <VisibleText text={name} />
      </span>
      <span className={styles.values}>
        <Values change={change} />
      </span>
    </div>
  )
}

function Values({ change }: { change: Change }) {
  switch (change.kind) {
    case 'added':
      return <ChangeValue value={change.value} name={change.name} side="new" />
    case 'removed':
      return <ChangeValue value={change.value} name={change.name} side="old" />
    case 'moved':
      return (
        <span className={styles.moved}>
          from place {change.from + 1} to place {change.to + 1}
        </span>
      )
    case 'changed':
      return (
        <>
          <ChangeValue value={change.before} name={change.name} side="old" />
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>
          <ChangeValue value={change.after} name={change.name} side="new" />
        </>
      )
  }
}
