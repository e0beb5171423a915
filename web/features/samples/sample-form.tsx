import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { CreateSampleInput, Sample, SampleRun } from '../../../shared/sample.ts'
import { scenarioOf } from '../../../shared/stack/scenarios/index.ts'
import { ApiError } from '../../api/client.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { sendSamples } from '../../api/samples.ts'
import { errorText } from '../../components/message.tsx'
import { type DraftField, inputOf, problemsOf, type SampleDraft } from './draft.ts'
import { Options } from './options.tsx'
import styles from './samples.module.css'
import { WhatSelect } from './what-select.tsx'
import { WhereChoice } from './where-choice.tsx'

interface SampleFormProps {
  draft: SampleDraft
  /** The endpoint to begin with; null: the first. */
  slug: string | null
  onChange(part: Partial<SampleDraft>): void
  /** `slug` is the endpoint that the sample went to. */
  onSent(sample: Sample, slug: string): void
  onStarted(run: SampleRun): void
}

/** Asks what is to be sent, and where to. */
export function SampleForm({ draft, slug: first, onChange, onSent, onStarted }: SampleFormProps) {
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const slug = draft.slug ?? first ?? endpoints[0]?.slug ?? null
  const send = useMutation({
    mutationFn: (input: CreateSampleInput) => sendSamples(input),
    onSuccess: (made, { endpoint }) => ('state' in made ? onStarted(made) : onSent(made, endpoint ?? '')),
  })
  const change = (part: Partial<SampleDraft>) => {
    send.reset()
    onChange(part)
  }
  const scenario = scenarioOf(draft.what)
  const input = inputOf(draft, slug)
  const problems = { ...told(send.error), ...problemsOf(draft) }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (input !== null && !send.isPending) send.mutate(input)
      }}
    >
      <div>
        <WhatSelect value={draft.what} onChange={(what) => change({ what })} />
      </div>
      <WhereChoice
        draft={draft}
        slug={slug}
        endpoints={endpoints}
        needsTwoSecrets={scenario?.needsTwoSecrets ?? false}
        problems={problems}
        onChange={change}
      />
      <Options draft={draft} isScenario={scenario !== null} problems={problems} onChange={change} />
      {send.isError && Object.keys(told(send.error)).length === 0 && (
        <p role="alert" className={styles.error}>
          {errorText(send.error)}
        </p>
      )}
      <Group justify="flex-end">
        <Button
          type="submit"
          variant="filled"
          data-autofocus
          loading={send.isPending}
          disabled={input === null}
        >
          Send
        </Button>
      </Group>
    </form>
  )
}

const fields: readonly DraftField[] = ['url', 'secret', 'oldSecret', 'overrides', 'count', 'seed']

/** What the server has against single fields. */
function told(error: unknown): Partial<Record<DraftField, string>> {
  if (!(error instanceof ApiError)) return {}
  const found = fields.map((field) => [field, error.issue(field)] as const)
  return Object.fromEntries(found.filter(([, message]) => message !== null))
}
