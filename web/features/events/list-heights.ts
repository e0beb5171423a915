import type { ListItem } from './list-items.ts'

export const ROW = 34
export const DAY = 28
const MARK = 26

/** Pixels that a line of the list takes. */
export function heightOf(item: ListItem | undefined): number {
  switch (item?.kind) {
    case 'day':
      return DAY
    case 'mark':
      return MARK
    case 'room':
      return item.rows * ROW
    default:
      return ROW
  }
}

export function keyOf(item: ListItem | undefined): string | number {
  switch (item?.kind) {
    case 'event':
      return item.event.seq
    case 'day':
      return `day ${item.at}`
    case 'room':
      return item.end
    default:
      return 'mark'
  }
}
