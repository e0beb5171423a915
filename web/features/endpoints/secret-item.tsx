import { ActionIcon, Menu } from '@mantine/core'
import { IconClock, IconDots, IconEye, IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SecretSummary } from '../../../shared/endpoint.ts'
import { endpointsQuery, removeSecret, revealSecret, updateSecret } from '../../api/endpoints.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { notifyFailed } from '../../components/notify.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { fullTime, relativeTime } from '../../lib/time.ts'
import { ExpiryDialog } from './expiry-dialog.tsx'
import { LabelDialog } from './label-dialog.tsx'
import styles from './secret-item.module.css'

/** A revealed secret hides itself again. */
const REVEALED_MS = 30_000

interface SecretItemProps {
  endpointId: string
  secret: SecretSummary
}

/** One secret, hidden unless asked for. */
export function SecretItem({ endpointId, secret }: SecretItemProps) {
  const [dialog, setDialog] = useState<'remove' | 'expiry' | 'label' | null>(null)
  const { text, toggle } = useRevealed(endpointId, secret.id)
  const client = useQueryClient()
  const done = async () => {
    setDialog(null)
    await client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
  }
  const remove = useMutation({
    mutationFn: () => removeSecret(endpointId, secret.id),
    onSuccess: done,
    onError: (error) => notifyFailed('The secret was not removed', error),
  })
  const update = useMutation({
    mutationFn: (input: { label?: string; expiresAt?: number | null }) =>
      updateSecret(endpointId, secret.id, input),
    onSuccess: done,
    onError: (error) => notifyFailed('The secret was not changed', error),
  })
  const { label } = secret

  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <span className={styles.label}>
          <VisibleText text={label} />
        </span>
        <code className={styles.hint}>
          <VisibleText text={text ?? secret.hint} />
        </code>
        <Expiry secret={secret} />
        {secret.problem !== null && <p className={styles.problem}>{secret.problem}</p>}
      </div>
      {text !== null && <CopyButton text={text} label={`Copy the secret ${label}`} />}
      <ActionIcon aria-label={`${text === null ? 'Reveal' : 'Hide'} the secret ${label}`} onClick={toggle}>
        {text === null ? <IconEye size={16} stroke={1.6} /> : <IconEyeOff size={16} stroke={1.6} />}
      </ActionIcon>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions on the secret ${label}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDialog('label')}>
            Change the label
          </Menu.Item>
          <Menu.Item leftSection={<IconClock size={15} />} onClick={() => setDialog('expiry')}>
            Set the expiry
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('remove')}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <LabelDialog
        opened={dialog === 'label'}
        label={label}
        busy={update.isPending}
        onSave={(next) => update.mutate({ label: next })}
        onClose={() => setDialog(null)}
      />
      <ExpiryDialog
        opened={dialog === 'expiry'}
        expiresAt={secret.expiresAt}
        busy={update.isPending}
        onSave={(expiresAt) => update.mutate({ expiresAt })}
        onClose={() => setDialog(null)}
      />
      <ConfirmDialog
        opened={dialog === 'remove'}
        title={`Remove the secret "${label}"`}
        verb="Remove secret"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setDialog(null)}
      >
        <p>
          New events that only this secret signed will fail. Stored events keep their verdicts until they are
          checked again.
        </p>
      </ConfirmDialog>
    </li>
  )
}

function Expiry({ secret }: { secret: SecretSummary }) {
  if (secret.expiresAt === null) return null
  const now = Date.now()
  const expired = secret.expiresAt <= now
  return (
    <span className={expired ? styles.expired : styles.expiry} title={fullTime(secret.expiresAt)}>
      {expired ? 'expired' : 'expires'} {relativeTime(secret.expiresAt, now)}
    </span>
  )
}

function useRevealed(endpointId: string, secretId: string) {
  const [text, setText] = useState<string | null>(null)
  const reveal = useMutation({
    mutationFn: () => revealSecret(endpointId, secretId),
    onSuccess: setText,
    onError: (error) => notifyFailed('The secret was not revealed', error),
    gcTime: 0,
  })
  useEffect(() => {
    if (text === null) return
    const timer = setTimeout(() => setText(null), REVEALED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, toggle: () => (text === null ? reveal.mutate() : setText(null)) }
}
