import { createContext, use } from 'react'

/** Dialogs and acts that more than one place of the frame starts. */
export interface PageActions {
  newEndpoint(): void
  /** Asks for a type and sends a sample; `slug` is the endpoint to begin with. */
  sendSample(slug?: string): void
  openHelp(): void
  openRail(): void
}

export const PageActionsContext = createContext<PageActions | null>(null)

export function usePageActions(): PageActions {
  const actions = use(PageActionsContext)
  if (actions === null) throw new Error('usePageActions needs the shell above it')
  return actions
}
