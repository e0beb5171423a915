import type { DragEvent } from 'react'
import type { EventSummary } from '../../../shared/event.ts'

/** What is dragged, for rows of this page alone. */
const FORMAT = 'application/x-hooklens-event'

/**
 * What makes a row something to drag onto another, to compare the two. By keyboard: select both, then `c`.
 * @param onCompare hears of the pair, the earlier first
 */
export function dragProps(event: EventSummary, onCompare: (pair: { a: string; b: string }) => void) {
  const isOurs = (drag: DragEvent<HTMLElement>) => drag.dataTransfer.types.includes(FORMAT)
  return {
    onDragStart: (drag: DragEvent<HTMLElement>) => {
      drag.dataTransfer.setData(FORMAT, JSON.stringify({ id: event.id, seq: event.seq }))
      drag.dataTransfer.effectAllowed = 'copyLink'
    },
    onDragOver: (drag: DragEvent<HTMLElement>) => {
      if (!isOurs(drag)) return
      drag.preventDefault()
      drag.currentTarget.dataset['drop'] = 'true'
    },
    onDragLeave: (drag: DragEvent<HTMLElement>) => {
      delete drag.currentTarget.dataset['drop']
    },
    onDrop: (drag: DragEvent<HTMLElement>) => {
      delete drag.currentTarget.dataset['drop']
      if (!isOurs(drag)) return
      drag.preventDefault()
      const other = JSON.parse(drag.dataTransfer.getData(FORMAT)) as { id: string; seq: number }
      if (other.id === event.id) return
      onCompare(other.seq < event.seq ? { a: other.id, b: event.id } : { a: event.id, b: other.id })
    },
  }
}
