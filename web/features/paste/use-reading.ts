import { useEffect, useEffectEvent, useState } from 'react'
import type { Pasted } from './pasted.ts'
import { type Reading, readPasted } from './reading.ts'

const TYPING_PAUSE_MS = 250

/**
 * Reads what was pasted once typing pauses, and tells when something that came at once is readable.
 * @param isReady false while nobody can be told yet: it is told later, and not lost
 */
export function useReading(pasted: Pasted, isReady: boolean, onReadable: () => void): Reading {
  const [result, setResult] = useState<{ of: Pasted; reading: Reading } | null>(null)
  const tell = useEffectEvent(onReadable)
  useEffect(() => {
    let current = true
    const read = async () => {
      const reading = await readPasted(pasted).catch(failed)
      if (current) setResult({ of: pasted, reading })
    }
    const timer = setTimeout(() => void read(), pasted.cameAtOnce ? 0 : TYPING_PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [pasted])
  const reading: Reading = result?.of === pasted ? result.reading : { kind: 'pending' }
  const isReadable = reading.kind === 'read' || reading.kind === 'unread'
  useEffect(() => {
    if (isReady && isReadable && pasted.cameAtOnce) tell()
  }, [isReady, isReadable, pasted])
  return reading
}

/** The code that reads could not be loaded. */
function failed(): Reading {
  return { kind: 'unreadable', message: 'The text cannot be read now. Check that Hooklens is still running.' }
}
