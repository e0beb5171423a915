import { useEffect, useRef, useState } from 'react'
import { type Comparer, startComparer } from './comparer.ts'
import type { Comparison } from './comparison.ts'

type State = { kind: 'pending' } | { kind: 'failed' } | { kind: 'done'; comparison: Comparison }

/** Compares two texts aside, anew whenever one of them is another. `patch` asks for their JSON Patch. */
export function useComparison(left: string | null, right: string | null) {
  const [found, setFound] = useState<{ of: string; state: State } | null>(null)
  const [tries, setTries] = useState(0)
  const comparer = useRef<Comparer | null>(null)
  // Texts can be large: they are told apart by what they are, not copied into a key.
  const [run, setRun] = useState({ left, right, number: 0 })
  if (run.left !== left || run.right !== right) setRun({ left, right, number: run.number + 1 })
  const key = `${run.number}.${tries}`

  useEffect(() => {
    if (left === null || right === null) return
    let current = true
    const started = startComparer()
    comparer.current = started
    const tell = (state: State) => {
      if (current) setFound({ of: key, state })
    }
    started.ask({ what: 'compare', left, right }).then(
      (comparison) => tell({ kind: 'done', comparison }),
      () => tell({ kind: 'failed' }),
    )
    return () => {
      current = false
      started.close()
      comparer.current = null
    }
  }, [left, right, key])

  const state: State = found?.of === key ? found.state : { kind: 'pending' }
  return {
    state,
    retry: () => setTries((before) => before + 1),
    patch: async () =>
      left === null || right === null
        ? null
        : ((await comparer.current?.ask({ what: 'patch', left, right })) ?? null),
  }
}
