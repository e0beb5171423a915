import { Button, Select } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import type { Sample } from '../../../shared/sample.ts'
import { sampleTypes } from '../../../shared/stack/samples.ts'
import { infoQuery } from '../../api/info.ts'
import { sendSample } from '../../api/samples.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { notifyFailed } from '../../components/notify.ts'
import { SecretForm } from '../../components/secret-form.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import styles from './first-run.module.css'

interface FirstRunProps {
  endpoint: Endpoint
  onSent(sample: Sample): void
  /** Asks for more than a type. */
  onMore(): void
}

/** From nothing to the first event, in three steps. */
export function FirstRun({ endpoint, onSent, onMore }: FirstRunProps) {
  const { data: info } = useQuery(infoQuery)
  const hasSecret = endpoint.secrets.length > 0
  return (
    <section className={styles.page} aria-labelledby="first-run-title">
      <h1 id="first-run-title" className={styles.title}>
        <VisibleText text={endpoint.name} /> is waiting for its first event
      </h1>
      <p className={styles.lead}>
        It appears here the moment it arrives, verified against your signing secret.
      </p>
      <ol className={styles.steps}>
        <li>
          <h2>Copy the ingest URL</h2>
          <CopyField text={endpoint.ingestUrl} label="Copy the ingest URL" />
          {info?.loopbackOnly && (
            <p className={styles.note}>
              Only programs on this machine can reach this URL. For events from Stack’s cloud, put a tunnel in
              front of it and start Hooklens with its address as <code>HOOKLENS_PUBLIC_URL</code>, or run
              Hooklens on a server with <code>--host 0.0.0.0</code>.
            </p>
          )}
        </li>
        <li>
          <h2>Paste it in Stack’s dashboard</h2>
          <p>
            In your project of Stack Auth (now Hexclave): <b>Webhooks</b>, then <b>Add endpoint</b>. Every
            other sender that signs with Svix works the same way.
          </p>
        </li>
        <li>
          <h2>Add the signing secret</h2>
          {hasSecret ? (
            <p>
              Added: {endpoint.secrets.map((secret) => secret.label).join(', ')}. Events of this endpoint are
              verified.
            </p>
          ) : (
            <>
              <p>
                In Stack’s dashboard the endpoint’s details show it. It starts with <code>whsec_</code>.
                Without it events are kept, but stay unchecked.
              </p>
              <SecretForm endpointId={endpoint.id} />
            </>
          )}
        </li>
      </ol>
      <SampleRow endpoint={endpoint} onSent={onSent} onMore={onMore} />
      <p className={styles.note}>
        A webhook failed elsewhere?{' '}
        <Link to="/paste" search={{ q: `endpoint:${endpoint.slug}` }}>
          Paste the request
        </Link>{' '}
        and see why.
      </p>
    </section>
  )
}

function SampleRow({ endpoint, onSent, onMore }: FirstRunProps) {
  const [type, setType] = useState('user.created')
  const send = useMutation({
    mutationFn: sendSample,
    onSuccess: onSent,
    onError: (error) => notifyFailed('The sample was not sent', error),
  })
  return (
    <div className={styles.sample}>
      <div>
        <h2>Or see one now</h2>
        <p>Hooklens sends itself an event, signed as Stack would sign it, through the same URL.</p>
      </div>
      <div className={styles.send}>
        <Select
          aria-label="Type of the sample"
          data={sampleTypes}
          value={type}
          onChange={(value) => setType(value ?? type)}
          allowDeselect={false}
          searchable
          w={210}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
        <Button
          variant="filled"
          leftSection={<IconSend2 size={15} />}
          loading={send.isPending}
          onClick={() => send.mutate({ type, endpoint: endpoint.id })}
        >
          Send a signed sample
        </Button>
        <Button onClick={onMore}>Scenarios and more</Button>
      </div>
    </div>
  )
}
