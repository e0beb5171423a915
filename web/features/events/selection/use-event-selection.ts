import { useCallback, useMemo, useState } from 'react'
import { notifyFailed } from '../../../components/notify.ts'
import type { ChosenEvents } from '../../../lib/chosen-events.ts'
import { eventsBetween } from '../../../live/events-between.ts'
import type { EventWindow } from '../../../live/window.ts'
import {
  isEmpty,
  isSelected,
  nothing,
  prune,
  type Selectable,
  type Selection,
  withEvents,
} from './selection.ts'

/** What is selected in the list of `q`, and what changes that. */
export interface EventSelection {
  selection: Selection
  isEmpty: boolean
  /** The last change was refused: no more can be selected, or taken out of all that match. */
  isFull: boolean
  /** Rows show their boxes, because something is selected, or is about to be. */
  isOpen: boolean
  setOpen(open: boolean): void
  has(event: Selectable): boolean
  toggle(event: Selectable): void
  /** From the event selected last to this one; `start` stands for it where nothing was selected yet. */
  extend(event: Selectable, window: EventWindow, start?: Selectable): Promise<void>
  selectAll(upTo: number): void
  /** The count says up to which seq it counted. */
  setUpTo(upTo: number): void
  prune(window: EventWindow): void
  clear(): void
}

/** The same, with what the page does with it. */
export interface ListSelection extends EventSelection {
  exportChosen(chosen: ChosenEvents): void
  replayChosen(chosen: ChosenEvents): void
}

interface State {
  q: string
  selection: Selection
  anchor: Selectable | null
  opened: boolean
  isFull: boolean
}

const cleared = (q: string): State => ({ q, selection: nothing, anchor: null, opened: false, isFull: false })

/** A selection belongs to its query: another one begins without any. */
export function useEventSelection(q: string): EventSelection {
  const [held, setState] = useState<State>(() => cleared(q))
  const state = held.q === q ? held : cleared(q)
  const { selection, anchor } = state

  const change = useCallback(
    (update: (before: State) => State) => setState((before) => update(before.q === q ? before : cleared(q))),
    [q],
  )
  const toggle = useCallback(
    (event: Selectable) =>
      change((before) => {
        const selected = !isSelected(before.selection, event)
        return { ...changed(before, [event], selected), anchor: event }
      }),
    [change],
  )
  const extend = useCallback(
    async (event: Selectable, window: EventWindow, start?: Selectable) => {
      const from = anchor ?? start ?? event
      try {
        const between = await eventsBetween(q, window, from.seq, event.seq)
        // Meanwhile the filter may be another one.
        setState((before) =>
          before.q === q
            ? {
                ...changed(before, [from, event, ...between], true),
                anchor: before.anchor ?? from,
              }
            : before,
        )
      } catch (error) {
        notifyFailed('The events between were not selected', error)
      }
    },
    [q, anchor],
  )
  const selectAll = useCallback(
    (upTo: number) =>
      change((before) => ({
        ...before,
        selection: { kind: 'all', upTo, except: new Set() },
        anchor: null,
        isFull: false,
      })),
    [change],
  )
  const setUpTo = useCallback(
    (upTo: number) =>
      change((before) =>
        before.selection.kind === 'all' && before.selection.upTo !== upTo
          ? { ...before, selection: { ...before.selection, upTo } }
          : before,
      ),
    [change],
  )
  const pruneTo = useCallback(
    (window: EventWindow) =>
      change((before) => {
        const pruned = prune(before.selection, window)
        return pruned === before.selection ? before : { ...before, selection: pruned }
      }),
    [change],
  )
  const clear = useCallback(() => change(() => cleared(q)), [change, q])
  const setOpen = useCallback((opened: boolean) => change((before) => ({ ...before, opened })), [change])

  const empty = isEmpty(selection)
  return useMemo(
    () => ({
      selection,
      isEmpty: empty,
      isFull: state.isFull,
      isOpen: state.opened || !empty,
      setOpen,
      has: (event) => isSelected(selection, event),
      toggle,
      extend,
      selectAll,
      setUpTo,
      prune: pruneTo,
      clear,
    }),
    [
      selection,
      empty,
      state.isFull,
      state.opened,
      setOpen,
      toggle,
      extend,
      selectAll,
      setUpTo,
      pruneTo,
      clear,
    ],
  )
}

function changed(before: State, events: Selectable[], selected: boolean): State {
  const selection = withEvents(before.selection, events, selected, before.q)
  return { ...before, selection, isFull: selection === before.selection }
}
