import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ImportResult } from '../../../shared/transfer.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { importFile } from '../../api/transfer.ts'

export type ImportState =
  | { kind: 'choosing' }
  | { kind: 'running'; sent: number }
  | { kind: 'done'; result: ImportResult }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown }

/** One import after the other. `onRunning` hears when one begins and ends; it ends with the component, too. */
export function useImport(onRunning: (running: boolean) => void) {
  const client = useQueryClient()
  const [state, setState] = useState<ImportState>({ kind: 'choosing' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = async (file: File, endpoint: string | null) => {
    const abort = new AbortController()
    running.current = abort
    setState({ kind: 'running', sent: 0 })
    onRunning(true)
    try {
      const onProgress = (sent: number) => setState({ kind: 'running', sent })
      const result = await importFile(file, { endpoint, onProgress, signal: abort.signal })
      setState({ kind: 'done', result })
    } catch (error) {
      setState(abort.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error })
    } finally {
      onRunning(false)
      // Whatever came of it, some events may be there now.
      for (const queryKey of [['events'], ['stats'], endpointsQuery.queryKey]) {
        void client.invalidateQueries({ queryKey })
      }
    }
  }
  return {
    state,
    start: (file: File, endpoint: string | null) => void start(file, endpoint),
    cancel: () => running.current?.abort(),
    reset: () => setState({ kind: 'choosing' }),
  }
}
