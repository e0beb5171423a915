import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { applyCounts, endpointsQuery } from '../api/endpoints.ts'
import { LiveConnection } from './connection.ts'
import type { LiveState } from './state.ts'

const StateContext = createContext<LiveState>({ kind: 'connecting' })
const ConnectionContext = createContext<LiveConnection | null>(null)

/** Holds the page's one socket, and keeps endpoints and lists in step with what it says. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>({ kind: 'connecting' })
  const [connection] = useState(
    () =>
      new LiveConnection({
        open: () =>
          new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`),
        now: Date.now,
        random: Math.random,
        isOnline: () => navigator.onLine,
        onState: setState,
        onMessage: (message) => {
          if (message.kind === 'counts') applyCounts(client, message.endpoints)
          if (message.kind === 'endpoints') {
            void client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
            // An event is explained by the secrets that are known.
            void client.invalidateQueries({ queryKey: ['event'] })
          }
          if (message.kind === 'deleted') {
            void client.invalidateQueries({ queryKey: ['events'] })
            void client.invalidateQueries({ queryKey: ['stats'] })
            void client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
          }
        },
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
    }
  }, [connection])

  // What may have changed while nobody told: counts and the list of endpoints.
  const live = state.kind === 'live'
  useEffect(() => {
    if (live) void client.invalidateQueries({ queryKey: endpointsQuery.queryKey })
  }, [live, client])

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
