import { useMutation } from '@tanstack/react-query'
import type { Endpoint, ReverifyProgress } from '../../../shared/endpoint.ts'
import { reverifyEvents } from '../../api/endpoints.ts'
import { useStored } from '../../lib/use-stored.ts'

/** How the verdicts of an endpoint's stored events stand to its secrets. */
export type ReverifyState =
  /** They are being checked again, by whomever. */
  | { kind: 'running'; progress: ReverifyProgress | null }
  | { kind: 'failed'; error: unknown }
  /** The secrets changed, and nobody has said "not now" yet. */
  | { kind: 'offered'; changedAt: number }
  | { kind: 'idle' }

export interface Reverify {
  state: ReverifyState
  /** `query` chooses among the endpoint's events; all, if not given. */
  check(query?: string): void
  /** Does what failed once more. */
  retry(): void
  /** Takes back the offer, in this browser, until the secrets change again. */
  dismiss(): void
}

/** Verifies an endpoint's stored events again. What has come of it is told by the live stream. */
export function useReverify({ id, secretsChangedAt, reverify }: Endpoint): Reverify {
  const [dismissedAt, setDismissedAt] = useStored(`reverify-later.${id}`, (stored) => Number(stored ?? 0))
  const run = useMutation({ mutationFn: (query: string) => reverifyEvents(id, query) })
  const isOffered = secretsChangedAt !== null && secretsChangedAt !== dismissedAt

  const state = ((): ReverifyState => {
    if (reverify !== null || run.isPending) return { kind: 'running', progress: reverify }
    if (run.isError) return { kind: 'failed', error: run.error }
    return isOffered ? { kind: 'offered', changedAt: secretsChangedAt } : { kind: 'idle' }
  })()
  return {
    state,
    check: (query = '') => run.mutate(query),
    retry: () => run.mutate(run.variables ?? ''),
    dismiss: () => setDismissedAt(secretsChangedAt ?? 0),
  }
}
