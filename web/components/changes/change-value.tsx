import { useState } from 'react'
import type { ValueText } from '../../../shared/change.ts'
import { plural } from '../../lib/format.ts'
import { fullTime } from '../../lib/time.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './changes.module.css'

const SHORT = 160

/** A value as it stands in its text: a long one folded, a date beside milliseconds. */
export function ChangeValue({ value, name, side }: { value: ValueText; name: string; side?: 'old' | 'new' }) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? value.text : value.text.slice(0, SHORT)
  const date = millisDate(name, value.text)
  return (
    <span className={styles.value} data-side={side}>
      <VisibleText text={shown} />
      {date !== null && <span className={styles.date}> {fullTime(date)}</span>}
      {shown.length < value.text.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          … show {value.length > value.text.length ? 'more' : 'all'} ({plural(value.length, 'character')})
        </button>
      )}
      {whole && value.length > value.text.length && (
        <span className={styles.cut}> … {plural(value.length - value.text.length, 'character')} more</span>
      )}
    </span>
  )
}

function millisDate(name: string, text: string): number | null {
  return /_millis$/.test(name) && /^\d{1,15}$/.test(text) ? Number(text) : null
}
