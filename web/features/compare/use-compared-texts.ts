import { useEffect, useState } from 'react'
import type { Body } from '../../../shared/event.ts'
import type { ComparedTexts } from './compared-texts.ts'
import { startComparer } from './comparer.ts'

type State = { kind: 'pending' } | { kind: 'failed' } | { kind: 'done'; texts: ComparedTexts }

/** Prints two bodies and finds what differs in their text, aside. */
export function useComparedTexts(left: Body, right: Body, byMember: boolean): State & { retry(): void } {
  const [found, setFound] = useState<{ of: unknown[]; state: State } | null>(null)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    const comparer = startComparer()
    let current = true
    const tell = (state: State) => {
      if (current) setFound({ of: [left, right, byMember, tries], state })
    }
    comparer.ask({ what: 'text', left, right, byMember }).then(
      (texts) => tell({ kind: 'done', texts }),
      () => tell({ kind: 'failed' }),
    )
    return () => {
      current = false
      comparer.close()
    }
  }, [left, right, byMember, tries])

  const now = [left, right, byMember, tries]
  const isOfThese = found !== null && now.every((one, place) => one === found.of[place])
  const state: State = isOfThese ? found.state : { kind: 'pending' }
  return { ...state, retry: () => setTries((before) => before + 1) }
}
