import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { completionAt } from '../../../shared/query/query.ts'
import { suggestionsQuery } from '../../api/search.ts'
import { askFor, type Proposal, proposalsFor, recentProposals } from './proposals.ts'
import { clearHistory, readHistory } from './query-history.ts'

/** Recent queries beside the fields, where nothing is written yet. */
const FEW = 6

/** What the list below the bar is about: what is being typed, or the queries used before. */
export type Offer = 'closed' | 'completion' | 'recent'

export interface CompletionList {
  /** Empty: the list is closed. */
  proposals: Proposal[]
  /** The one that the keyboard stands on, or -1. */
  active: number
  /** Why nothing is offered, where the reader should know. */
  problem: string | null
  /** The text was changed by typing, with the cursor there. */
  typed(text: string, cursor: number): void
  moveTo(cursor: number): void
  /** `active`: where the keyboard stands then. */
  open(offer: Offer, active?: number): void
  step(by: 1 | -1): void
  forget(): void
}

/** What can be chosen for the text before the cursor. */
export function useCompletion(text: string): CompletionList {
  const [cursor, setCursor] = useState(text.length)
  const [offer, setOffer] = useState<Offer>('closed')
  const [active, setActive] = useState(-1)
  const [history, setHistory] = useState<string[]>([])

  const completion = offer === 'completion' ? completionAt(text, cursor) : null
  const asked = completion && askFor(completion)
  const suggested = useQuery({
    ...suggestionsQuery(asked ?? { field: 'type', prefix: '' }),
    enabled: asked !== null,
  })
  const completing = completion
    ? proposalsFor(text, completion, (asked !== null && suggested.data) || [])
    : []
  const recent = offer === 'closed' || (offer === 'completion' && text !== '') ? [] : history
  const proposals = [
    ...recentProposals(offer === 'recent' ? recent : recent.slice(0, FEW), text.length),
    ...completing,
  ]

  return {
    proposals,
    active: Math.min(active, proposals.length - 1),
    problem:
      asked !== null && suggested.isError ? 'The values could not be loaded. Type on, or try again.' : null,
    typed: (next, at) => {
      setCursor(at)
      setActive(-1)
      // After a space anything may follow: a list in one's way would say nothing.
      const found = completionAt(next, at)
      const isBeginning = next !== '' && found?.wanted.kind === 'field' && found.prefix === ''
      setOffer(found && !isBeginning ? 'completion' : 'closed')
      if (next === '') setHistory(readHistory())
    },
    moveTo: setCursor,
    open: (next, first = -1) => {
      if (next !== 'closed') setHistory(readHistory())
      setOffer(next)
      setActive(first)
    },
    step: (by) =>
      setActive((before) => {
        const count = proposals.length
        if (count === 0) return -1
        // One step beyond the ends is the text itself.
        const next = Math.min(before, count - 1) + by
        return next < -1 ? count - 1 : next >= count ? -1 : next
      }),
    forget: () => {
      clearHistory()
      setHistory([])
      setActive(-1)
    },
  }
}
