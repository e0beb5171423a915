import type { Query } from '../../../shared/query/ast.ts'
import type { DeletedPart, SeqRange } from '../event-store.ts'
import type { Deletion } from './deletion.ts'
import type { Reader } from './reader.ts'

/** Few enough that they are still what was found when their turn comes. */
const PAGE = 1000

/** See `EventStore.deleteMatching`. Looks for the events on a thread, so that no search holds up a writer. */
export async function deleteMatching(
  reader: Reader,
  deletion: Deletion,
  { query, range }: { query: Query; range: SeqRange },
  signal: AbortSignal,
): Promise<DeletedPart> {
  if (signal.aborted) return { deleted: 0, next: range.from }
  const { seqs, next } = await reader.read('listMatchingSeqs', [query, range, PAGE])
  const { deleted, left } = await deletion.all(seqs, signal)
  return { deleted, next: left[0] ?? next }
}
