import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { barAt, barStart, type Chart, sumOf, totalOf } from './chart.ts'

/** What is pointed at, in epoch milliseconds: bars move, moments do not. */
interface Mark {
  at: number
  /** The other end of a selection. */
  anchor: number | null
  dragging: boolean
}

export interface Selection {
  /** Numbers of the bars from one end to the other, both inclusive. */
  first: number
  last: number
  /** Somebody chose it; else it is the one bar pointed at. */
  chosen: boolean
}

interface Actions {
  zoom(from: number, to: number): void
  /** Shows the whole time, where it is not shown already. */
  zoomOut(): void
}

/** The bars that pointer or keys are at, and what they do there. Null: they are not there yet. */
export function useSelection(chart: Chart | null, { zoom, zoomOut }: Actions) {
  const [mark, setMark] = useState<Mark | null>(null)
  const pressed = useRef<{ x: number; at: number; moved: boolean } | null>(null)
  const selection = chart && mark && selectionOf(chart, mark)

  function zoomTo(chart: Chart, { first, last }: Pick<Selection, 'first' | 'last'>): void {
    zoom(barStart(chart, first), barStart(chart, last + 1))
  }

  const timeAt = (chart: Chart, event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const at = chart.from + ((event.clientX - left) / width) * (chart.to - chart.from)
    return barStart(chart, barAt(chart, at))
  }

  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (!chart || event.button !== 0 || !event.isPrimary) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const at = timeAt(chart, event)
      pressed.current = { x: event.clientX, at, moved: false }
      setMark({ at, anchor: null, dragging: false })
    },
    onPointerMove(event: PointerEvent) {
      if (!chart) return
      const at = timeAt(chart, event)
      const press = pressed.current
      if (press && Math.abs(event.clientX - press.x) >= 4) press.moved = true
      setMark({ at, anchor: press?.moved ? press.at : null, dragging: press?.moved ?? false })
    },
    onPointerUp(event: PointerEvent) {
      const press = pressed.current
      // Without a move it is a click, which comes next.
      if (!press?.moved) return
      pressed.current = null
      setMark(null)
      if (chart) zoomTo(chart, selectionOf(chart, { at: timeAt(chart, event), anchor: press.at }))
    },
    onPointerCancel() {
      pressed.current = null
      setMark(null)
    },
    onPointerLeave() {
      if (pressed.current === null) setMark(null)
    },
    onClick(event: MouseEvent) {
      const press = pressed.current
      pressed.current = null
      // The second click of a double one would zoom into bars that nobody has seen.
      if (!chart || !press || event.detail > 1) return
      const bar = barAt(chart, press.at)
      if (totalOf(sumOf(chart, bar, bar)) === 0) return
      setMark(null)
      zoomTo(chart, { first: bar, last: bar })
    },
    onFocus(event: { currentTarget: Element }) {
      if (!chart || !event.currentTarget.matches(':focus-visible')) return
      setMark((held) => held ?? { at: lastFilled(chart), anchor: null, dragging: false })
    },
    onBlur() {
      if (pressed.current === null) setMark(null)
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      // The way out needs no bars: it is there while they are counted.
      const isOut = event.key === 'Backspace' || event.key === '0'
      if (isOut) zoomOut()
      if (isOut || (chart && act(chart, event))) {
        event.preventDefault()
        event.stopPropagation()
      }
    },
  }

  /** Whether the key meant something here. */
  function act(chart: Chart, { key, shiftKey }: KeyboardEvent): boolean {
    const at = mark?.at ?? lastFilled(chart)
    const bar = barAt(chart, at)
    const target = moves(bar, chart.bars.length)[key]
    if (target !== undefined) {
      const next = barStart(chart, barAt(chart, barStart(chart, target)))
      setMark({ at: next, anchor: shiftKey ? (mark?.anchor ?? at) : null, dragging: false })
      return true
    }
    switch (key) {
      case 'Enter':
      case ' ': {
        const chosen = selection ?? { first: bar, last: bar, chosen: false }
        if (!chosen.chosen && totalOf(sumOf(chart, bar, bar)) === 0) return true
        setMark({ at: barStart(chart, chosen.first), anchor: null, dragging: false })
        zoomTo(chart, chosen)
        return true
      }
      case 'Escape':
        if (pressed.current === null && mark?.anchor == null) return false
        pressed.current = null
        setMark((held) => held && { ...held, anchor: null, dragging: false })
        return true
      default:
        return false
    }
  }

  return { selection, dragging: mark?.dragging ?? false, handlers }
}

function selectionOf(chart: Chart, { at, anchor }: Pick<Mark, 'at' | 'anchor'>): Selection {
  const [one, other] = [barAt(chart, at), barAt(chart, anchor ?? at)]
  return { first: Math.min(one, other), last: Math.max(one, other), chosen: anchor !== null }
}

function moves(bar: number, bars: number): Record<string, number> {
  return {
    ArrowLeft: bar - 1,
    ArrowRight: bar + 1,
    PageUp: bar + 10,
    PageDown: bar - 10,
    Home: 0,
    End: bars - 1,
  }
}

/** Where the keyboard begins: at the newest bar that holds something. */
function lastFilled(chart: Chart): number {
  const last = chart.bars.findLastIndex((counts) => totalOf(counts) > 0)
  return barStart(chart, Math.max(0, last))
}
