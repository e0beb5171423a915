import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sample, SampleRun } from '../../../shared/sample.ts'
import { sampleRunQuery } from '../../api/samples.ts'
import { firstDraft, type SampleDraft } from './draft.ts'
import { RunView } from './run-view.tsx'
import { SampleForm } from './sample-form.tsx'

interface SampleDialogProps {
  opened: boolean
  /** The endpoint to begin with; null: the first. */
  slug: string | null
  /** The type or scenario to begin with; null: a user who is created. */
  what: string | null
  onClose(): void
  /** One sample is there; `slug` is the endpoint that it went to. */
  onSent(sample: Sample, slug: string): void
  /** Shows the events that match. */
  onShow(q: string): void
}

/** Sends samples and scenarios, to an endpoint or straight to a handler. A run goes on behind it, and is there again when it is opened. */
export function SampleDialog({ opened, onClose, onShow, ...form }: SampleDialogProps) {
  const client = useQueryClient()
  const [run, setRun] = useState<SampleRun | null>(null)
  const leave = () => {
    const now = run && (client.getQueryData(sampleRunQuery(run.id).queryKey) ?? run)
    if (now?.state !== 'running') setRun(null)
  }
  return (
    <Modal
      opened={opened}
      onClose={() => {
        leave()
        onClose()
      }}
      title="Send a signed sample"
      size={520}
    >
      <Content
        {...form}
        run={run}
        onRun={setRun}
        onShow={(q) => {
          leave()
          onShow(q)
        }}
      />
    </Modal>
  )
}

interface ContentProps extends Omit<SampleDialogProps, 'opened' | 'onClose'> {
  run: SampleRun | null
  onRun(run: SampleRun | null): void
}

function Content({ slug, what, run, onRun, onSent, onShow }: ContentProps) {
  const [draft, setDraft] = useState<SampleDraft>({ ...firstDraft, what: what ?? firstDraft.what })
  const change = (part: Partial<SampleDraft>) => setDraft((before) => ({ ...before, ...part }))
  if (run === null) {
    return <SampleForm draft={draft} slug={slug} onChange={change} onSent={onSent} onStarted={onRun} />
  }
  return (
    <RunView
      key={run.id}
      started={run}
      onAnother={() => {
        change({ seed: run.seed })
        onRun(null)
      }}
      onShow={onShow}
    />
  )
}
