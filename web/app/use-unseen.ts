import { useEffect, useState } from 'react'
import type { Endpoint } from '../../shared/endpoint.ts'
import { readStored, writeStored } from '../lib/use-stored.ts'

/** Failures of each endpoint since one last looked at it. `current` is the one that is looked at now. */
export function useUnseen(endpoints: Endpoint[], current: Endpoint | null): (endpoint: Endpoint) => number {
  const [seen, setSeen] = useState(readSeen)
  const failed = current?.counts.failed
  const id = current?.id

  useEffect(() => {
    if (id === undefined || failed === undefined || document.hidden) return
    setSeen((before) => (before[id] === failed ? before : { ...before, [id]: failed }))
  }, [id, failed])

  useEffect(() => {
    if (endpoints.length === 0) return
    const known = endpoints.filter((endpoint) => seen[endpoint.id] !== undefined)
    writeStored(
      'seen',
      JSON.stringify(Object.fromEntries(known.map((endpoint) => [endpoint.id, seen[endpoint.id]]))),
    )
  }, [seen, endpoints])

  return (endpoint) => Math.max(0, endpoint.counts.failed - (seen[endpoint.id] ?? 0))
}

function readSeen(): Record<string, number> {
  try {
    const stored: unknown = JSON.parse(readStored('seen') ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, number>) : {}
  } catch {
    return {}
  }
}
