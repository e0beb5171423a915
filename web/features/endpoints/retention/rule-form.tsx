import { Button, Group, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '../../../../shared/endpoint.ts'
import {
  isSameRetention,
  keepsEverything,
  type Retention,
  type RetentionPreview,
} from '../../../../shared/retention.ts'
import { endpointsQuery } from '../../../api/endpoints.ts'
import { retentionPreviewQuery, setRetention } from '../../../api/retention.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { errorText } from '../../../components/message.tsx'
import { notifyDone } from '../../../components/notify.ts'
import { formatSize, plural } from '../../../lib/format.ts'
import { ruleWords, savingWords } from '../../../lib/retention-words.ts'
import styles from './kept.module.css'
import { type AgeUnit, ageUnits, draftOf, readDraft, type SizeUnit, sizeUnits } from './rule-draft.ts'
import { useSettled } from './use-settled.ts'

interface RuleFormProps {
  endpoint: Endpoint
  onClose(): void
}

/** Says what an endpoint keeps, and before it is saved, what that deletes. */
export function RuleForm({ endpoint, onClose }: RuleFormProps) {
  const [draft, setDraft] = useState(() => draftOf(endpoint.retention))
  const [confirmed, setConfirmed] = useState<RetentionPreview | null>(null)
  const { rule, errors } = readDraft(draft)
  const effect = useEffectOf(endpoint.id, rule)
  const save = useSave(endpoint.id, onClose)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const unchanged = rule !== null && isSameRetention(rule, endpoint.retention)

  const submit = async () => {
    // What it deletes is asked for anew: events may have come since.
    const { data } = await effect.refetch()
    if (!data) return
    if (data.goes.events > 0) setConfirmed(data)
    else save.mutate(data.rule)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && confirmed === null && onClose()}
    >
      <div className={styles.fields}>
        <Limit
          label="Not older than"
          unitLabel="Unit of the age"
          units={ageUnits}
          unit={draft.ageUnit}
          onUnit={(ageUnit: AgeUnit) => change({ ageUnit })}
          value={draft.age}
          error={errors?.age}
          onValue={(age) => change({ age })}
          autoFocus
        />
        <Limit
          label="Events at most"
          value={draft.count}
          error={errors?.count}
          onValue={(count) => change({ count })}
        />
        <Limit
          label="Bodies at most"
          unitLabel="Unit of the size"
          units={sizeUnits}
          unit={draft.sizeUnit}
          onUnit={(sizeUnit: SizeUnit) => change({ sizeUnit })}
          value={draft.size}
          error={errors?.size}
          onValue={(size) => change({ size })}
        />
      </div>
      <p className={styles.hint}>An empty field is no limit. What is over any limit goes, oldest first.</p>
      <p className={styles.effect} role="status" data-deletes={effect.data && effect.data.goes.events > 0}>
        {effectWords(rule, unchanged, effect)}
      </p>
      {(save.isError || effect.isError) && (
        <p className={styles.error} role="alert">
          {errorText(save.error ?? effect.error)}{' '}
          {effect.isError && (
            <Button size="compact-xs" onClick={() => void effect.refetch()}>
              Try again
            </Button>
          )}
        </p>
      )}
      <Group gap={8} mt={12}>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={!effect.data || unchanged}>
          Save
        </Button>
        {!unchanged || rule === null || !isSameRetention(rule, keepsEverything) ? (
          <Button onClick={() => setDraft(draftOf(keepsEverything))}>Keep everything</Button>
        ) : null}
        <Button onClick={onClose}>Cancel</Button>
      </Group>
      {confirmed && (
        <ConfirmDialog
          opened
          title={`Delete ${plural(confirmed.goes.events, 'event')}`}
          verb="Save and delete"
          busy={save.isPending}
          typed={String(confirmed.goes.events)}
          onConfirm={() => save.mutate(confirmed.rule, { onSettled: () => setConfirmed(null) })}
          onClose={() => setConfirmed(null)}
        >
          <p>
            {ruleWords(confirmed.rule)} That deletes {plural(confirmed.goes.events, 'event')} with{' '}
            {formatSize(confirmed.goes.bytes)} of bodies now, and more as others come. They cannot be brought
            back.
          </p>
        </ConfirmDialog>
      )}
    </form>
  )
}

interface LimitProps<Unit extends string> {
  label: string
  value: string
  error: string | undefined
  onValue(value: string): void
  unitLabel?: string
  units?: Record<Unit, number>
  unit?: Unit
  onUnit?(unit: Unit): void
  autoFocus?: boolean
}

function Limit<Unit extends string>(props: LimitProps<Unit>) {
  const { label, value, error, onValue, unitLabel, units, unit, onUnit, autoFocus = false } = props
  return (
    <div className={styles.limit}>
      <TextInput
        className={styles.number ?? ''}
        label={label}
        placeholder="No limit"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        error={error}
        onChange={(event) => onValue(event.currentTarget.value)}
        autoFocus={autoFocus}
      />
      {units && unit && unitLabel && (
        <Select
          className={styles.unit ?? ''}
          aria-label={unitLabel}
          data={Object.keys(units)}
          value={unit}
          allowDeselect={false}
          onChange={(chosen) => chosen && onUnit?.(chosen as Unit)}
        />
      )}
    </div>
  )
}

/** What a rule would delete, asked for once nothing was typed for a moment. */
function useEffectOf(endpointId: string, rule: Retention | null) {
  const settled = useSettled(rule)
  const isSettled = rule !== null && settled !== null && isSameRetention(rule, settled)
  const query = useQuery({
    ...retentionPreviewQuery(endpointId, settled ?? keepsEverything),
    enabled: isSettled,
  })
  return { ...query, data: isSettled ? query.data : undefined, isError: isSettled && query.isError }
}

function effectWords(
  rule: Retention | null,
  unchanged: boolean,
  { data, isError }: { data: RetentionPreview | undefined; isError: boolean },
): string {
  if (rule === null) return 'A limit cannot be read.'
  if (unchanged) return 'This is what is kept now.'
  if (data) return savingWords(data, Date.now())
  return isError ? 'What saving this deletes is not known.' : 'Working out what saving this deletes…'
}

function useSave(endpointId: string, onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rule: Retention) => setRetention(endpointId, rule),
    onSuccess: async (endpoint) => {
      client.setQueryData(endpointsQuery.queryKey, (all) =>
        all?.map((one) => (one.id === endpoint.id ? endpoint : one)),
      )
      notifyDone('What is kept was changed.')
      onSaved()
      await client.invalidateQueries({ queryKey: ['retention', endpointId] })
    },
  })
}
