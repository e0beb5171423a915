import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import styles from './page-content.module.css'

/** What a page is about, below its bar: it scrolls, and what stands in it is not wider than reads well. */
export function PageContent({
  className,
  children,
}: {
  className?: string | undefined
  children: ReactNode
}) {
  return <div className={classNames(styles.content, className)}>{children}</div>
}
