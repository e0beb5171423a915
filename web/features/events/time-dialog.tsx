import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { localInput, readMoment } from '../../lib/moment.ts'
import { fullTime, relativeTime, utcTime } from '../../lib/time.ts'
import styles from './time-dialog.module.css'

interface TimeDialogProps {
  opened: boolean
  /** The time that the list is opened at. */
  at: number | null
  onClose(): void
  onChosen(at: number): void
}

/** Asks for a time: picked from a calendar, or typed. */
export function TimeDialog({ opened, at, onClose, onChosen }: TimeDialogProps) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!opened) return
    setText(at === null ? '' : localInput(at).replace('T', ' '))
    setAsked(false)
  }, [opened, at])

  const now = Date.now()
  const moment = readMoment(text, now)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (moment !== null) onChosen(moment)
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Go to a time" size={420}>
      <form onSubmit={submit}>
        <TextInput
          label="Time"
          description="2h or 3d ago, 14:02, 2026-11-12, 2026-11-12 14:02, or with a zone: 2026-11-12T14:02Z"
          value={text}
          error={asked && moment === null ? 'Type a time as above, or pick one below.' : null}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setAsked(false)
          }}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        <TextInput
          mt={12}
          type="datetime-local"
          label="Pick it"
          step={1}
          value={moment === null ? '' : localInput(moment)}
          onChange={(event) => setText(event.currentTarget.value.replace('T', ' '))}
        />
        <p className={styles.says} role="status">
          {moment === null
            ? 'The list opens at the last event received at or before this time.'
            : `${fullTime(moment)}, ${relativeTime(moment, now)} (${utcTime(moment)})`}
        </p>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled">
            Go to it
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
