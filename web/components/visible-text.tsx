import { memo } from 'react'
import { visibleParts } from '../lib/visible-text.ts'
import styles from './visible-text.module.css'

/** Text from outside, isolated in its direction, with characters that hide or reorder others made visible. */
export const VisibleText = memo(function VisibleText({ text }: { text: string }) {
  const parts = visibleParts(text)
  if (parts.length === 1 && parts[0]?.kind === 'text') return <bdi>{text}</bdi>
  let at = 0
  return (
    <bdi>
      {parts.map((part) => {
        const key = at
        at += part.kind === 'text' ? part.text.length : 1
        return part.kind === 'text' ? (
          part.text
        ) : (
          <span key={key} className={styles.hidden} title={part.name}>
            {part.escape}
          </span>
        )
      })}
    </bdi>
  )
})
