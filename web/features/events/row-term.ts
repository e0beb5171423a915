import type { PlainField } from '../../../shared/query/query.ts'

/** A term of the search language that a part of a row stands for. */
export interface RowTerm {
  field: PlainField
  value: string
}

/** What makes a part of a row stand for a term. */
export function termProps(field: PlainField, value: string) {
  return { 'data-field': field, 'data-value': value }
}

/** The term of the part that was clicked, or null: the click means the row. */
export function termAt({ target }: { target: EventTarget }): RowTerm | null {
  const part = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
  const { field, value } = part?.dataset ?? {}
  return field === undefined || value === undefined ? null : { field: field as PlainField, value }
}
