import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Endpoint } from '../../../shared/endpoint.ts'
import { verdicts } from '../../../shared/verdict.ts'
import type { View } from '../../../shared/view.ts'
import { endpointsQuery } from '../../api/endpoints.ts'
import { countMatches } from '../../api/views.ts'
import { formatCount } from '../../lib/format.ts'

/** The least rest between two rounds, while events come; after long ones it is longer. */
const REST_MS = 5_000
const unknown = '–'
/** A round comes at least so often: `after:1h` moves by itself. */
const STALE_MS = 60_000

/**
 * How many events each view has, as it is shown, by query; a query is missing until it has been counted. They are
 * counted one after the other, again when events came, and only while somebody can see them.
 */
export function useViewCounts(views: View[]): ReadonlyMap<string, string> {
  const [counts, setCounts] = useState<ReadonlyMap<string, string>>(new Map())
  const { data: stored } = useQuery({ ...endpointsQuery, select: storedIn })
  const latest = useRef(stored)
  useEffect(() => {
    latest.current = stored
  }, [stored])
  const queries = JSON.stringify([...new Set(views.map(({ query }) => query))])

  useEffect(() => {
    const stop = new AbortController()
    let counted: { stored: string | undefined; at: number } | null = null
    const count = async () => {
      for (const q of JSON.parse(queries) as string[]) {
        const shown = await countShown(q, stop.signal)
        if (stop.signal.aborted) return
        if (shown === unknown) counted = null
        setCounts((before) => new Map(before).set(q, shown))
      }
    }
    let timer: ReturnType<typeof setTimeout>
    const round = async () => {
      const isDue =
        counted === null || counted.stored !== latest.current || Date.now() - counted.at > STALE_MS
      const startedAt = performance.now()
      if (!document.hidden && isDue) {
        counted = { stored: latest.current, at: Date.now() }
        await count()
      }
      if (stop.signal.aborted) return
      timer = setTimeout(() => void round(), Math.max(REST_MS, 3 * (performance.now() - startedAt)))
    }
    void round()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [queries])

  return counts
}

async function countShown(q: string, signal: AbortSignal): Promise<string> {
  try {
    const { total, complete } = await countMatches(q, signal)
    return formatCount(total) + (complete ? '' : '+')
  } catch {
    // The list says that the server is away; a view that cannot be read says so when it is opened.
    return unknown
  }
}

/** Changes when events come, go, or are verified otherwise. */
function storedIn(endpoints: Endpoint[]): string {
  return endpoints
    .map(({ id, counts }) => `${id} ${verdicts.map((verdict) => counts[verdict]).join(' ')}`)
    .join('\n')
}
