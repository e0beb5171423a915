import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'
import styles from './query-error-line.module.css'
import type { QueryField } from './query-input.tsx'

interface QueryErrorLineProps {
  id: string
  field: RefObject<QueryField | null>
  /** The place in the text that it is about. */
  at: number
  message: string
}

/** What is wrong, below the word concerned. */
export function QueryErrorLine({ id, field, at, message }: QueryErrorLineProps) {
  const [left, setLeft] = useState(0)
  useLayoutEffect(() => setLeft(field.current?.leftOf(at) ?? 0), [field, at])
  return (
    <p id={id} className={styles.line} style={{ '--left': `${left}px` } as CSSProperties} aria-live="polite">
      {message}
    </p>
  )
}
