import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Target } from '../../../shared/target.ts'
import { resumeTarget, targetsQuery } from '../../api/targets.ts'
import { notifyFailed } from '../../components/notify.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { circuitWords } from '../../lib/target-words.ts'
import styles from './circuit-line.module.css'

/** Says that a target is down, since when, why, and when it is tried again; nothing while it answers. */
export function CircuitLine({ target: { id, name, circuit } }: { target: Target }) {
  const client = useQueryClient()
  const resume = useMutation({
    mutationFn: () => resumeTarget(id),
    onSuccess: (target) =>
      client.setQueryData(targetsQuery.queryKey, (all) => all?.map((one) => (one.id === id ? target : one))),
    onError: (error) => notifyFailed(`${name} could not be tried`, error),
  })
  const words = circuitWords(circuit, Date.now())
  if (words === null) return null
  return (
    <div className={styles.line} data-down={circuit.state !== 'closed'}>
      <IconPlugConnectedX size={15} stroke={1.7} aria-hidden="true" />
      <p>
        <VisibleText text={words} />
      </p>
      {circuit.state === 'open' && (
        <Button size="compact-xs" loading={resume.isPending} onClick={() => resume.mutate()}>
          Try now
        </Button>
      )}
    </div>
  )
}
