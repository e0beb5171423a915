import { ActionIcon } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './page-frame.module.css'

interface PageFrameProps {
  /** What stands in the bar behind the way to the menu: the heading, and what acts on the whole page. */
  bar: ReactNode
  /** Where it is too much for a narrow screen, the bar takes another line instead of cutting the heading off. */
  wraps?: boolean
  onOpenRail(): void
  children: ReactNode
}

/** A page beside the rail: its bar, and below it what it is about. */
export function PageFrame({ bar, wraps = false, onOpenRail, children }: PageFrameProps) {
  return (
    <main className={styles.page}>
      <div className={styles.bar} data-wraps={wraps}>
        <ActionIcon className={styles.menu ?? ''} size={30} aria-label="Open the menu" onClick={onOpenRail}>
          <IconMenu2 size={18} />
        </ActionIcon>
        {bar}
      </div>
      {children}
    </main>
  )
}
