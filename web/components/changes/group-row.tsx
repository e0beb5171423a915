import { IconChevronRight } from '@tabler/icons-react'
import { plural } from '../../lib/format.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './changes.module.css'
import type { ChangeLine } from './group-changes.ts'

interface GroupRowProps {
  line: Extract<ChangeLine, { kind: 'group' }>
  onFold(isFolded: boolean): void
}

/** A path that several changes share: opens and folds them, by arrow keys too. */
export function GroupRow({ line: { name, whole, depth, count, isOpen }, onFold }: GroupRowProps) {
  return (
    <button
      type="button"
      className={styles.group}
      style={{ paddingLeft: indent(depth) }}
      aria-expanded={isOpen}
      title={whole}
      onClick={() => onFold(isOpen)}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft' && isOpen) onFold(true)
        if (key === 'ArrowRight' && !isOpen) onFold(false)
      }}
    >
      <IconChevronRight size={13} className={styles.chevron} aria-hidden="true" />
      <span className={styles.name}>
        <VisibleText text={name} />
      </span>
      <span className={styles.sum}>{plural(count, 'change')}</span>
    </button>
  )
}

/** Deeper groups are not set further in. */
const DEEPEST = 8

/** Pixels that a line of a depth is set in. */
export function indent(depth: number): number {
  return 8 + Math.min(depth, DEEPEST) * 16
}
