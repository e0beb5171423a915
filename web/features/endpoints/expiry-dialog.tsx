import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'

const HOUR_MS = 3_600_000

interface ExpiryDialogProps {
  opened: boolean
  expiresAt: number | null
  busy: boolean
  onSave(expiresAt: number | null): void
  onClose(): void
}

/** When a secret stops to verify: at a date, in the usual grace of a rotation, or never. */
export function ExpiryDialog({ opened, onClose, ...form }: ExpiryDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Set the expiry" size={400}>
      <ExpiryForm {...form} />
    </Modal>
  )
}

function ExpiryForm({ expiresAt, busy, onSave }: Pick<ExpiryDialogProps, 'expiresAt' | 'busy' | 'onSave'>) {
  const [local, setLocal] = useState(() => localTime(expiresAt ?? Date.now() + 24 * HOUR_MS))
  const chosen = new Date(local).getTime()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(chosen)
      }}
    >
      <TextInput
        type="datetime-local"
        label="Expires at"
        description="From then on the secret no longer verifies. Your sender’s rotation has a grace of 24 h by default."
        value={local}
        onChange={(event) => setLocal(event.currentTarget.value)}
        data-autofocus
      />
      <Group gap={8} mt={12}>
        <Button onClick={() => setLocal(localTime(Date.now() + 24 * HOUR_MS))}>In 24 h</Button>
        <Button onClick={() => setLocal(localTime(Date.now() + 7 * 24 * HOUR_MS))}>In 7 days</Button>
        <Button onClick={() => setLocal(localTime(Date.now()))}>Now</Button>
      </Group>
      <Group justify="flex-end" gap={8} mt={20}>
        {expiresAt !== null && (
          <Button onClick={() => onSave(null)} disabled={busy}>
            Never expires
          </Button>
        )}
        <Button type="submit" variant="filled" loading={busy} disabled={Number.isNaN(chosen)}>
          Save
        </Button>
      </Group>
    </form>
  )
}

/** Local time as `<input type="datetime-local">` writes it, to the minute. */
function localTime(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - offsetMs).toISOString().slice(0, 16)
}
