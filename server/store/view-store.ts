import type { View } from '../../shared/view.ts'

export interface ViewStore {
  /** In the order in which they are shown. */
  list(): Promise<View[]>
  /** Stores a view at a place, from 0; null: at the end. @throws NameTakenError, StoreUnavailableError */
  insert(view: View, position: number | null): Promise<void>
  /** Gives whether there is such a view. @throws NameTakenError, StoreUnavailableError */
  update(id: string, change: ViewChange): Promise<boolean>
  /** Gives whether there was such a view. */
  delete(id: string): Promise<boolean>
}

export interface ViewChange {
  name?: string | undefined
  query?: string | undefined
  position?: number | undefined
}
