import { useEffect, useState } from 'react'
import type { Replay } from '../../../shared/replay.ts'
import { doneOf, leftMs, type Sample, withSample } from '../../lib/replay-words.ts'

/** How long a replay that runs goes on, by how fast it was while this was looked at; null: nobody can say yet. */
export function useTimeLeft(replay: Replay): number | null {
  const [samples, setSamples] = useState<Sample[]>([])
  const done = doneOf(replay)
  const isRunning = replay.state === 'running' && replay.waitsFor === null
  useEffect(() => {
    setSamples((before) => (isRunning ? withSample(before, { at: Date.now(), done }) : []))
  }, [isRunning, done])
  return isRunning ? leftMs(replay, samples) : null
}
