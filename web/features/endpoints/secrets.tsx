import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { SecretForm } from '../../components/secret-form.tsx'
import { SecretItem } from './secret-item.tsx'
import styles from './secrets.module.css'

/** The secrets that the endpoint's events are verified with. */
export function Secrets({ endpoint }: { endpoint: Endpoint }) {
  const [adding, setAdding] = useState(false)
  const none = endpoint.secrets.length === 0
  return (
    <section className={styles.section} aria-labelledby="secrets-title">
      <div className={styles.head}>
        <h2 id="secrets-title">Signing secrets</h2>
        {!none && !adding && (
          <Button size="compact-xs" leftSection={<IconPlus size={13} />} onClick={() => setAdding(true)}>
            Add
          </Button>
        )}
      </div>
      <p className={styles.lead}>
        {none
          ? 'Without a secret, signed events are kept, but stay unchecked. Stack’s dashboard shows it in the endpoint’s details.'
          : 'An event is verified when one of these made its signature. During a rotation keep the old one until it expires.'}
      </p>
      {!none && (
        <ul className={styles.list}>
          {endpoint.secrets.map((secret) => (
            <SecretItem key={secret.id} endpointId={endpoint.id} secret={secret} />
          ))}
        </ul>
      )}
      {(none || adding) && (
        <div className={styles.form}>
          <SecretForm endpointId={endpoint.id} onAdded={() => setAdding(false)} />
        </div>
      )}
    </section>
  )
}
