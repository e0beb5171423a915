import { Button, Select, TextInput } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../../api/client.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { probeQuery, probesQuery, startProbe } from '../../api/probes.ts'
import { targetsQuery } from '../../api/targets.ts'
import { errorText } from '../../components/message.tsx'
import { useStored } from '../../lib/use-stored.ts'
import { ConfirmProbe } from './confirm-probe.tsx'
import { inputOf, type ProbeDraft, placesOf, problemsOf, secretsOf, settled } from './draft.ts'
import styles from './probe-form.module.css'

const EXAMPLE_URL = 'http://localhost:3000/api/webhooks/stack'

interface ProbeFormProps {
  targetId: string | null
  onStarted(id: string): void
}

/** What is probed, and what it is signed with. Asks before anything is sent. */
export function ProbeForm({ targetId, onStarted }: ProbeFormProps) {
  const client = useQueryClient()
  const { data: targets = [] } = useQuery(targetsQuery)
  const { data: endpoints = [] } = useQuery(endpointsQuery)
  const [where, setWhere] = useStored('probe-where', (stored) => targetId ?? stored ?? 'url')
  const [url, setUrl] = useStored('probe-url', (stored) => stored ?? EXAMPLE_URL)
  const [chosen, setChosen] = useState({ signWith: '', secret: '' })
  const [isShown, setShown] = useState(false)
  const [isAsking, setAsking] = useState(false)

  const places = placesOf(targets)
  const typed: ProbeDraft = { where, url, ...chosen }
  const secrets = secretsOf(typed, targets, endpoints)
  const draft = settled(typed, places, secrets)
  const problems = problemsOf(draft)

  const start = useMutation({
    mutationFn: () => startProbe(inputOf(draft)),
    onSuccess: (report) => {
      client.setQueryData(probeQuery(report.id).queryKey, report)
      void client.invalidateQueries({ queryKey: probesQuery.queryKey })
      onStarted(report.id)
    },
    onError: () => setAsking(false),
  })
  const { error } = start
  const issue = (path: string) => (error instanceof ApiError ? error.issue(path) : null)
  const change = (act: () => void) => {
    act()
    setShown(false)
    start.reset()
  }
  const urlError = (isShown ? problems.url : null) ?? issue('url')
  const secretError = (isShown ? problems.secret : null) ?? issue('secret') ?? issue('secretId')
  const target = targets.find(({ id }) => id === draft.where)

  return (
    <form
      className={styles.form}
      aria-label="New probe"
      onSubmit={(event) => {
        event.preventDefault()
        setShown(true)
        if (problems.url === null && problems.secret === null) setAsking(true)
      }}
    >
      <Select
        label="What"
        data={places}
        value={draft.where}
        onChange={(value) => change(() => setWhere(value ?? draft.where))}
        allowDeselect={false}
      />
      {draft.where === 'url' ? (
        <TextInput
          label="URL"
          description="Only on the machine that Hooklens runs on. To probe a handler elsewhere, make it a target."
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          placeholder={EXAMPLE_URL}
          value={url}
          onChange={({ currentTarget }) => change(() => setUrl(currentTarget.value))}
          error={urlError}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      ) : (
        <div className={styles.goal}>
          <span>URL</span>
          <code>{target?.url}</code>
        </div>
      )}
      <Select
        label="Sign with"
        data={secrets}
        value={draft.signWith}
        onChange={(value) => change(() => setChosen({ ...chosen, signWith: value ?? draft.signWith }))}
        allowDeselect={false}
        error={draft.signWith === 'typed' ? null : secretError}
      />
      {draft.signWith === 'typed' && (
        <TextInput
          classNames={{ input: styles.masked ?? '' }}
          label="Signing secret"
          description="The handler’s. It is used for this probe and not kept."
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          placeholder="whsec_…"
          value={chosen.secret}
          onChange={({ currentTarget }) =>
            change(() => setChosen({ ...chosen, secret: currentTarget.value }))
          }
          error={secretError}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
      )}
      <div className={styles.act}>
        <Button type="submit" variant="filled" leftSection={<IconStethoscope size={15} />}>
          Probe
        </Button>
        {error !== null && urlError === null && secretError === null && (
          <p role="alert" className={styles.error}>
            {errorText(error)}
          </p>
        )}
      </div>
      <ConfirmProbe
        opened={isAsking}
        url={target?.url ?? url}
        busy={start.isPending}
        onConfirm={() => start.mutate()}
        onClose={() => setAsking(false)}
      />
    </form>
  )
}
