import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import styles from './editable-section.module.css'

interface EditableSectionProps {
  /** Names it within the page. */
  id: string
  title: string
  /** On the button that opens the form; null: it cannot be changed here. */
  verb: string | null
  form(close: () => void): ReactNode
  /** The form stands in the place of what is set, not below it. */
  inPlace?: boolean
  /** What is set. */
  children: ReactNode
}

/** A part of a page that tells how something is set, and the way to change that. */
export function EditableSection({ id, title, verb, form, inPlace = false, children }: EditableSectionProps) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setEditing(false)
    // Where the reader was before: the button is drawn again by then.
    setTimeout(() => button.current?.focus())
  }
  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        {verb !== null && !editing && (
          <Button ref={button} size="compact-xs" onClick={() => setEditing(true)}>
            {verb}
          </Button>
        )}
      </div>
      {!(editing && inPlace) && children}
      {editing && form(close)}
    </section>
  )
}
