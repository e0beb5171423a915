import { Button } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'
import styles from './delete-section.module.css'

interface DeleteSectionProps {
  /** `endpoint` */
  what: string
  name: string
  /** What is lost and what is not, in sentences. */
  loss: string
  /** The same where it is asked once more. */
  asked: string
  /** What has to be typed before. */
  typed?: string
  busy: boolean
  onDelete(): void
}

/** The end of a page about something that can be deleted. */
export function DeleteSection({ what, name, loss, asked, busy, onDelete, ...confirm }: DeleteSectionProps) {
  const [asking, setAsking] = useState(false)
  return (
    <section className={styles.section} aria-labelledby="delete-title">
      <div>
        <h2 id="delete-title">Delete this {what}</h2>
        <p className={styles.text}>{loss}</p>
      </div>
      <Button className={styles.button ?? ''} onClick={() => setAsking(true)}>
        Delete {what}
      </Button>
      <ConfirmDialog
        {...confirm}
        opened={asking}
        title={`Delete "${name}"`}
        verb={`Delete ${what}`}
        busy={busy}
        onConfirm={onDelete}
        onClose={() => setAsking(false)}
      >
        <p>{asked}</p>
      </ConfirmDialog>
    </section>
  )
}
