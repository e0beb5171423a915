import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { plural } from '../../lib/format.ts'
import { storedEvents } from '../../lib/stored-events.ts'
import { sinceTime } from '../../lib/time.ts'
import { errorText } from '../message.tsx'
import styles from './reverify-line.module.css'
import { ReverifyProgressBar } from './reverify-progress-bar.tsx'
import type { Reverify } from './use-reverify.ts'

interface ReverifyLineProps {
  endpoint: Endpoint
  reverify: Reverify
  /** In place of the line while there is nothing to say. */
  idle?: ReactNode
}

/** Offers to check stored events again after the secrets changed; tells how far it is, or why it failed. */
export function ReverifyLine({ endpoint, reverify, idle = null }: ReverifyLineProps) {
  const { state, check, retry, dismiss } = reverify
  switch (state.kind) {
    case 'running':
      return <ReverifyProgressBar progress={state.progress} />
    case 'failed':
      return (
        <div className={styles.line} role="alert">
          <p className={styles.error}>The stored events were not all checked: {errorText(state.error)}</p>
          <Button size="compact-xs" onClick={retry}>
            Try again
          </Button>
        </div>
      )
    case 'offered':
      return (
        <div className={styles.line}>
          <p>
            The secrets changed at {sinceTime(state.changedAt, Date.now())}.{' '}
            {question(storedEvents(endpoint))}
          </p>
          <span className={styles.buttons}>
            <Button size="compact-xs" onClick={() => check()}>
              Check again
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={dismiss}>
              Not now
            </Button>
          </span>
        </div>
      )
    case 'idle':
      return idle
  }
}

function question(count: number): string {
  return `Check the ${plural(count, 'stored event')} again?`
}
