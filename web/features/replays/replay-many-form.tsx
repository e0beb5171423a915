import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CreateReplayInput } from '../../../shared/replay.ts'
import type { Target } from '../../../shared/target.ts'
import { ApiError } from '../../api/client.ts'
import { applyReplay, replaysQuery, startReplay } from '../../api/replays.ts'
import { errorText } from '../../components/message.tsx'
import { Switch } from '../../components/switch.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import type { ChosenEvents } from '../../lib/chosen-events.ts'
import { plural } from '../../lib/format.ts'
import { planCount } from '../../lib/replay-words.ts'
import { readStored, writeStored } from '../../lib/use-stored.ts'
import { visibleString } from '../../lib/visible-text.ts'
import { firstDraft, MAX_RATE, type ReplayManyDraft, replayInput } from './draft.ts'
import { MessageIdChoice, SignatureChoice } from './how-choices.tsx'
import { PlanView } from './plan-view.tsx'
import styles from './replay-many.module.css'
import { usePlan } from './use-plan.ts'

const REMEMBERED = 'replay-many'

interface ReplayManyFormProps {
  chosen: ChosenEvents
  /** At least one. */
  targets: Target[]
  onClose(): void
}

export function ReplayManyForm({ chosen, targets, onClose }: ReplayManyFormProps) {
  const [draft, setDraft] = useState(() => firstDraft(readStored(REMEMBERED), targets))
  const change = (part: Partial<ReplayManyDraft>) => setDraft((before) => ({ ...before, ...part }))
  const client = useQueryClient()
  const { plan, asOf } = usePlan(chosen, draft)
  const start = useMutation({
    mutationFn: (input: CreateReplayInput) => startReplay(input),
    onSuccess: (replay) => {
      writeStored(REMEMBERED, JSON.stringify(draft))
      applyReplay(client, replay)
      void client.invalidateQueries({ queryKey: replaysQuery.queryKey })
      onClose()
    },
  })
  const input = replayInput(draft, chosen, asOf)
  const total = plan.data?.total ?? null
  const isEmpty = plan.data?.complete === true && total === 0
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (input !== null && !start.isPending) start.mutate(input)
      }}
    >
      <Chosen chosen={chosen} />
      <TargetChoice draft={draft} targets={targets} onChange={change} onLeave={onClose} />
      <SignatureChoice draft={draft} onChange={change} />
      {draft.signature !== 'none' && <MessageIdChoice draft={draft} onChange={change} />}
      {draft.signature === 'original' && draft.newMessageId && (
        <p className={styles.warning}>
          The original signature does not hold for another message id: a handler that verifies refuses it.
          Sign anew to have it taken.
        </p>
      )}
      <PaceChoice draft={draft} onChange={change} />
      <section className={styles.plan} aria-label="What will be sent" aria-live="polite">
        {plan.isError ? (
          <p className={styles.error} role="alert">
            It could not be counted: {wordsOf(plan.error)}
          </p>
        ) : plan.data ? (
          <PlanView plan={plan.data} />
        ) : (
          <p>{input === null ? 'Say how many a second, and what will be sent is counted.' : 'Counting'}</p>
        )}
      </section>
      {start.isError && (
        <p role="alert" className={styles.error}>
          {wordsOf(start.error)}
        </p>
      )}
      <div className={styles.foot}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          loading={start.isPending}
          disabled={input === null || isEmpty || plan.data === undefined || plan.isPlaceholderData}
        >
          {plan.data && !isEmpty ? `Replay ${planCount(plan.data)}` : 'Replay'}
        </Button>
      </div>
    </form>
  )
}

/** Which events were chosen. */
function Chosen({ chosen }: { chosen: ChosenEvents }) {
  if ('ids' in chosen) return <p>{plural(chosen.ids.length, 'selected event')}</p>
  if (chosen.query === '') return <p>All events that are stored now</p>
  return (
    <p className={styles.chosen}>
      All that match{' '}
      <code>
        <VisibleText text={chosen.query} />
      </code>
    </p>
  )
}

interface PartProps {
  draft: ReplayManyDraft
  onChange(part: Partial<ReplayManyDraft>): void
}

function TargetChoice({
  draft,
  targets,
  onChange,
  onLeave,
}: PartProps & { targets: Target[]; onLeave(): void }) {
  const target = targets.find(({ id }) => id === draft.targetId)
  return (
    <div className={styles.where}>
      <Select
        label="Send to"
        data={targets.map(({ id, name }) => ({ value: id, label: visibleString(name) }))}
        value={draft.targetId}
        onChange={(targetId) => onChange({ targetId: targetId ?? draft.targetId })}
        allowDeselect={false}
        data-autofocus
      />
      <p className={styles.goal}>
        <VisibleText text={target?.url ?? ''} />
        {target && target.circuit.state !== 'closed' && (
          <span className={styles.down}>Down: {target.circuit.reason ?? 'it did not answer lately.'}</span>
        )}
      </p>
      <Link to="/targets" className={styles.link} onClick={onLeave}>
        Targets and their settings
      </Link>
    </div>
  )
}

/** In what order, how fast, and when it ends early. */
function PaceChoice({ draft, onChange }: PartProps) {
  const { order, isLimited, rate, stopOnFailure } = draft
  return (
    <div className={styles.pace}>
      <SegmentedControl
        aria-label="Order"
        data={[
          { value: 'oldest', label: 'Oldest first' },
          { value: 'newest', label: 'Newest first' },
        ]}
        value={order}
        onChange={(value) => onChange({ order: value as ReplayManyDraft['order'] })}
      />
      <div className={styles.rate}>
        <SegmentedControl
          aria-label="Rate"
          data={[
            { value: 'free', label: 'As fast as it takes them' },
            { value: 'limited', label: 'At a rate' },
          ]}
          value={isLimited ? 'limited' : 'free'}
          onChange={(value) => onChange({ isLimited: value === 'limited' })}
        />
        {isLimited && (
          <NumberInput
            aria-label="Events per second"
            className={styles.number ?? ''}
            value={rate ?? ''}
            onChange={(value) => onChange({ rate: typeof value === 'number' && value > 0 ? value : null })}
            min={0}
            max={MAX_RATE}
            decimalScale={2}
            clampBehavior="strict"
            allowNegative={false}
            hideControls
            suffix=" per second"
            error={rate === null}
          />
        )}
      </div>
      <div className={styles.stop}>
        <Switch
          label="Stop on the first failure"
          checked={stopOnFailure}
          onChange={(checked) => onChange({ stopOnFailure: checked })}
        />
        <p>One after the other; what would follow a failed one is not sent.</p>
      </div>
    </div>
  )
}

/** What the server has against it, the particulars first. */
function wordsOf(error: unknown): string {
  const issues = error instanceof ApiError ? error.issues.map(({ message }) => message) : []
  return issues.length > 0 ? issues.join(' ') : errorText(error)
}
