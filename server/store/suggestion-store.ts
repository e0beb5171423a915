import type { SuggestedField, Suggestion } from '../../shared/api.ts'

/** What a reader who writes a query may want to choose from. */
export interface SuggestionRequest {
  field: SuggestedField
  /** Whose values are wanted: a folded header name, or the keys of a path from `data` on; null: the names. */
  of: string | string[] | null
  prefix: string
  limit: number
}

export interface SuggestionStore {
  /**
   * Values that stored events have, without a look at all of them: counts may be too small, see
   * `suggestionSchema`. Those that hold line ends or are long are left out.
   */
  find(request: SuggestionRequest, signal?: AbortSignal): Promise<Suggestion[]>
}
