import { createContext, use } from 'react'
import type { ChosenEvents } from '../lib/chosen-events.ts'

/** Dialogs and acts that more than one place of the frame starts. */
export interface PageActions {
  newEndpoint(): void
  /** Asks what to send; `slug` is the endpoint to begin with, `what` the type or scenario. */
  sendSample(slug?: string | null, what?: string | null): void
  /** Asks how events are to be exported. */
  exportEvents(chosen: ChosenEvents): void
  /** Asks where events are to be sent, and how. */
  replayEvents(chosen: ChosenEvents): void
  importEvents(): void
  openHelp(): void
  openRail(): void
}

export const PageActionsContext = createContext<PageActions | null>(null)

export function usePageActions(): PageActions {
  const actions = use(PageActionsContext)
  if (actions === null) throw new Error('usePageActions needs the shell above it')
  return actions
}
