import { IconArrowUp } from '@tabler/icons-react'
import { plural } from '../../lib/format.ts'
import styles from './new-events-bar.module.css'

/** Says what has come since the list was left alone, and shows it. */
export function NewEventsBar({ count, onShow }: { count: number; onShow(): void }) {
  return (
    <button type="button" className={styles.bar} aria-keyshortcuts="." onClick={onShow}>
      <IconArrowUp size={14} aria-hidden="true" />
      {Number.isFinite(count) ? plural(count, 'new event') : 'New events'}
      <span className={styles.key}>.</span>
    </button>
  )
}
