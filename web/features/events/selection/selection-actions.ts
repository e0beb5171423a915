import type { ComponentType } from 'react'
import { CompareSelection } from './compare-selection.tsx'
import { DeleteSelection } from './delete-selection.tsx'
import { ExportSelection } from './export-selection.tsx'
import { ReplaySelection } from './replay-selection.tsx'
import { isEmpty, pairOf, type Selection } from './selection.ts'
import type { ListSelection } from './use-event-selection.ts'
import type { SelectedCount } from './use-selected-count.ts'

export interface SelectionControlProps {
  q: string
  selecting: ListSelection
  counted: SelectedCount
}

interface SelectionAction {
  id: string
  /** Whether it can be done with such a selection. */
  applies(selection: Selection): boolean
  /** The button, and what it opens. */
  Control: ComponentType<SelectionControlProps>
}

/** What can be done with several events, in the order of the buttons. */
export const selectionActions: SelectionAction[] = [
  { id: 'replay', applies: (selection) => !isEmpty(selection), Control: ReplaySelection },
  { id: 'compare', applies: (selection) => pairOf(selection) !== null, Control: CompareSelection },
  { id: 'export', applies: (selection) => !isEmpty(selection), Control: ExportSelection },
  { id: 'delete', applies: () => true, Control: DeleteSelection },
]
