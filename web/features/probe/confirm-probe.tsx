import { Button, Group, Modal } from '@mantine/core'
import { VisibleText } from '../../components/visible-text.tsx'
import styles from './probe-form.module.css'

interface ConfirmProbeProps {
  opened: boolean
  url: string
  busy: boolean
  onConfirm(): void
  onClose(): void
}

/** Says what a probe does to a handler before it is sent. */
export function ConfirmProbe({ opened, url, busy, onConfirm, onClose }: ConfirmProbeProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Send up to 80 deliveries" size={480}>
      <div className={styles.confirm}>
        <p>
          To{' '}
          <code>
            <VisibleText text={url} />
          </code>
        </p>
        <p>
          <strong>A handler with side effects will have them:</strong> users are stored, mails are sent,
          things are deleted. Do not probe what real users depend on.
        </p>
        <p className={styles.marks}>
          What a probe made can be told by its message ids (<code>msg_hooklens_probe_…</code>), by the ids in
          its payloads (<code>facade00-…</code>), by its names (Hooklens Probe) and by the user agent.
        </p>
        <Group justify="flex-end" gap={8} mt={8}>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" loading={busy} onClick={onConfirm} data-autofocus>
            Start the probe
          </Button>
        </Group>
      </div>
    </Modal>
  )
}
