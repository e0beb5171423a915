import type { ReactNode } from 'react'
import styles from './toolbar.module.css'

/** The line of controls at the top of a tab. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={styles.toolbar}>{children}</div>
}
