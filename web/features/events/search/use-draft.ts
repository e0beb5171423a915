import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { QueryError } from '../../../../shared/query/query.ts'
import { oneLine } from '../../../components/query/one-line.ts'
import { errorOf } from '../../../components/query/query-error-of.ts'
import { rememberQuery } from '../../../components/query/query-history.ts'
import { useFilter } from '../use-filter.ts'

/** Long enough to go on typing, short enough to feel like an answer. */
const PAUSE_MS = 500

export interface Draft {
  text: string
  /** Why it cannot be read; null: it can, or it is being typed. */
  error: QueryError | null
  /** Whether it waits to be applied. */
  waiting: boolean
  /** Whether the list shows something else. */
  changed: boolean
  type(text: string): void
  /** Makes a text the filter of the list, if it can be read. */
  apply(text: string): void
  /** As `apply`; what comes next is another step in the browser's history. */
  submit(text: string): void
  /** The field was left: as `submit`, but what was not written here is not remembered. */
  leave(): void
}

/**
 * The text in the search bar, which becomes the filter when it is applied; see `useApplyOnPause`. One that cannot
 * be read leaves the list as it is. All that is typed in one go is one step in the browser's history.
 */
export function useDraft(q: string): Draft {
  const { setQ } = useFilter()
  const [text, setText] = useState(() => oneLine(q))
  const [known, setKnown] = useState(q)
  const [settled, setSettled] = useState(true)
  const [applied, setApplied] = useState<string | null>(null)
  const pushed = useRef(false)

  if (known !== q) {
    setKnown(q)
    // What came from here may have been typed on meanwhile.
    if (q !== applied) {
      setApplied(null)
      setText(oneLine(q))
      setSettled(true)
    }
  }

  const error = errorOf(text)
  const differs = (next: string) => next.trim() !== oneLine(q).trim()

  const apply = (next: string) => {
    setText(next)
    setSettled(true)
    if (!differs(next) || errorOf(next)) return
    setApplied(next.trim())
    setQ(next.trim(), { replace: pushed.current })
    pushed.current = true
  }
  return {
    text,
    error: settled ? error : null,
    waiting: !settled,
    changed: differs(text),
    type: (next) => {
      setText(next)
      setSettled(false)
    },
    apply,
    submit: (next) => {
      apply(next)
      if (!errorOf(next)) rememberQuery(next.trim())
      pushed.current = false
    },
    leave: () => {
      apply(text)
      if (pushed.current && !errorOf(text)) rememberQuery(text.trim())
      pushed.current = false
    },
  }
}

/** Applies what was not typed in for a moment, unless it is `busy`: what is half a word is not searched for. */
export function useApplyOnPause({ text, waiting, apply }: Draft, busy: boolean): void {
  const settle = useEffectEvent(() => apply(text))
  useEffect(() => {
    if (!waiting || busy) return
    const timer = setTimeout(settle, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [waiting, busy, text])
}
