import { Button, TextInput } from '@mantine/core'
import { IconCopy, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { JsonDiff } from '../../../shared/change.ts'
import { ChangeList } from '../../components/changes/change-list.tsx'
import { DiffNotes } from '../../components/changes/diff-notes.tsx'
import { notifyDone } from '../../components/notify.ts'
import { copyToClipboard } from '../../lib/copy.ts'
import { formatCount, plural } from '../../lib/format.ts'
import styles from './compare-page.module.css'
import type { useComparison } from './use-comparison.ts'

interface MeaningViewProps {
  diff: JsonDiff
  /** Where the bytes first differ; null: nowhere. */
  differsAt: number | null
  patch: ReturnType<typeof useComparison>['patch']
}

/** What changed from the left to the right payload. */
export function MeaningView({ diff, differsAt, patch }: MeaningViewProps) {
  const [needle, setNeedle] = useState('')
  const [shownNoise, setShownNoise] = useState(false)
  const wanted = useDeferredValue(needle.trim().toLowerCase())
  const fitting = useMemo(
    () => diff.changes.filter(({ name }) => name.toLowerCase().includes(wanted)),
    [diff, wanted],
  )
  const shown = useMemo(() => fitting.filter(({ noise }) => shownNoise || !noise), [fitting, shownNoise])
  const noise = fitting.filter((change) => change.noise).length

  if (diff.total === 0) {
    return (
      <>
        <p className={styles.same} role="status">
          {differsAt === null
            ? 'Both are the same, byte for byte.'
            : `Both mean the same; their bytes differ from byte ${formatCount(differsAt + 1)} on.`}
        </p>
        <DiffNotes notes={diff.notes} />
      </>
    )
  }
  return (
    <>
      <div className={styles.tools}>
        <p role="status" className={styles.count}>
          {plural(diff.total, 'change')}
          {diff.total > diff.changes.length &&
            `, of which the first ${formatCount(diff.changes.length)} are listed: ${formatCount(diff.total - diff.changes.length)} more would take too much memory`}
        </p>
        {diff.total > 5 && (
          <TextInput
            size="xs"
            aria-label="Filter changes by path"
            placeholder="Filter by path"
            leftSection={<IconSearch size={13} />}
            value={needle}
            onChange={(change) => setNeedle(change.currentTarget.value)}
          />
        )}
        <Button
          size="compact-sm"
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          title="The operations of RFC 6902 that make the right payload of the left one"
          onClick={() => void copyPatch(patch)}
        >
          Copy as JSON Patch
        </Button>
      </div>
      {shown.length === 0 && noise === 0 && <p className={styles.same}>No change has such a path.</p>}
      {shown.length > 0 && <ChangeList changes={shown} label="Changes" />}
      {noise > 0 && (
        <button type="button" className={styles.noise} onClick={() => setShownNoise(!shownNoise)}>
          {plural(noise, 'change')} of what changes with every activity: {shownNoise ? 'hide' : 'show'}{' '}
          {noise === 1 ? 'it' : 'them'}
        </button>
      )}
      <DiffNotes notes={diff.notes} />
    </>
  )
}

async function copyPatch(patch: MeaningViewProps['patch']): Promise<void> {
  const result = await patch().catch(() => null)
  if (result === null) notifyDone('The JSON Patch could not be made.')
  else if (result.patch === null) notifyDone(result.problem)
  else {
    const copied = await copyToClipboard(result.patch)
    notifyDone(copied ? 'JSON Patch copied.' : 'The browser did not allow copying.')
  }
}
