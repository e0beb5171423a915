import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { ReverifyProgress } from '../../shared/endpoint.ts'
import { LiveConnection } from './connection.ts'
import { tellCounts } from './count-query.ts'
import { LiveUpdates } from './live-updates.ts'
import type { LiveState } from './state.ts'

const StateContext = createContext<LiveState>({ kind: 'connecting' })
const ConnectionContext = createContext<LiveConnection | null>(null)

interface LiveProviderProps {
  children: ReactNode
  /** Stored events of an endpoint have all been verified again. Stays the same while the page is open. */
  onReverified(done: ReverifyProgress): void
}

/** Holds the page's one socket, and keeps endpoints and lists in step with what it says. */
export function LiveProvider({ children, onReverified }: LiveProviderProps) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>({ kind: 'connecting' })
  const [updates] = useState(() => new LiveUpdates(client, onReverified))
  const [connection] = useState(
    () =>
      new LiveConnection({
        open: () =>
          new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`),
        now: Date.now,
        random: Math.random,
        isOnline: () => navigator.onLine,
        onState: setState,
        onMessage: (message) => updates.apply(message),
        onBatch: (q, batch) => tellCounts(client, q, batch),
      }),
  )

  useEffect(() => {
    const wake = () => document.visibilityState === 'visible' && connection.wake()
    const online = () => connection.wake()
    const offline = () => connection.sleep()
    connection.start()
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', online)
    window.addEventListener('offline', offline)
    return () => {
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', online)
      window.removeEventListener('offline', offline)
      connection.stop()
      updates.stop()
    }
  }, [connection, updates])

  const connected = state.kind === 'live' || state.kind === 'behind'
  useEffect(() => {
    if (connected) void updates.catchUp()
  }, [connected, updates])

  return (
    <ConnectionContext value={connection}>
      <StateContext value={state}>{children}</StateContext>
    </ConnectionContext>
  )
}

export function useLiveState(): LiveState {
  return use(StateContext)
}

export function useLiveConnection(): LiveConnection {
  const connection = use(ConnectionContext)
  if (connection === null) throw new Error('useLiveConnection needs a LiveProvider above it')
  return connection
}
