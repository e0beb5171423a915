import { Button, Group, Modal, Select } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sample } from '../../../shared/sample.ts'
import { sampleTypes } from '../../../shared/stack/samples.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { sendSample } from '../../api/samples.ts'
import { errorText } from '../../components/message.tsx'
import styles from './sample-dialog.module.css'

interface SampleDialogProps {
  opened: boolean
  /** The endpoint to begin with; null: the first. */
  slug: string | null
  onClose(): void
  /** `slug` is the endpoint that the sample went to. */
  onSent(sample: Sample, slug: string): void
}

export function SampleDialog({ opened, onClose, ...form }: SampleDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Send a signed sample" size={420}>
      <SampleForm {...form} />
    </Modal>
  )
}

function SampleForm({ slug, onSent }: Pick<SampleDialogProps, 'slug' | 'onSent'>) {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const [type, setType] = useState('user.created')
  const [chosen, setChosen] = useState<string | null>(null)
  const target = chosen ?? slug ?? endpoints[0]?.slug ?? null
  const send = useMutation({
    mutationFn: sendSample,
    onSuccess: (sample, input) => onSent(sample, input.endpoint),
  })
  const secrets = endpoints.find((endpoint) => endpoint.slug === target)?.secrets.length
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (target !== null) send.mutate({ type, endpoint: target })
      }}
    >
      <p className={styles.lead}>
        Made and signed as Stack would, and sent through the endpoint’s ingest URL.
      </p>
      <Select
        label="Type"
        data={sampleTypes}
        value={type}
        onChange={(value) => setType(value ?? type)}
        allowDeselect={false}
        searchable
        styles={{ input: { fontFamily: 'var(--mono)' } }}
      />
      <Select
        mt={12}
        label="Endpoint"
        data={endpoints.map((endpoint) => ({ value: endpoint.slug, label: endpoint.name }))}
        value={target}
        onChange={setChosen}
        allowDeselect={false}
        description={
          secrets === 0 ? 'It has no secret yet: the sample is signed with one of Hooklens’s own.' : undefined
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {send.isError && (
        <p role="alert" className={styles.error}>
          {errorText(send.error)}
        </p>
      )}
      <Group justify="flex-end" mt={20}>
        <Button
          type="submit"
          variant="filled"
          data-autofocus
          loading={send.isPending}
          disabled={target === null}
        >
          Send
        </Button>
      </Group>
    </form>
  )
}
