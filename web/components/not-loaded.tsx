import { capital } from '../../shared/capital.ts'
import { LoadFailed } from './message.tsx'
import { PlaceholderRows } from './placeholder-rows.tsx'

interface NotLoadedProps {
  query: { isError: boolean; error: unknown; refetch(): unknown }
  /** As within a sentence: “the targets”. */
  what: string
  /** Of the placeholder. */
  rows: number
  height?: number
}

/** In the place of what a query has not brought yet: where it will be, or that it could not be loaded. */
export function NotLoaded({ query, what, ...size }: NotLoadedProps) {
  if (!query.isError) return <PlaceholderRows label={`Loading ${what}`} {...size} />
  return <LoadFailed what={capital(what)} error={query.error} retry={() => void query.refetch()} />
}
