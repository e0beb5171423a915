import type { Change } from '../../../shared/change.ts'
import { VisibleText } from '../visible-text.tsx'
import { ChangeValue } from './change-value.tsx'
import styles from './changes.module.css'

const marks: Record<Change['kind'], string> = { added: '+', removed: '−', changed: '~', moved: '↕' }

/** One change: where, what it was, and what it is. */
export function ChangeRow({ change }: { change: Change }) {
  return (
    <div className={styles.change} data-kind={change.kind}>
      <span className={styles.mark} role="img" aria-label={change.kind} title={change.kind}>
        {marks[change.kind]}
      </span>
      <span className={styles.name}>
        <VisibleText text={change.name} />
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
