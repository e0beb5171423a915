import { Loader } from '@mantine/core'
import { errorText } from '../../components/message.tsx'
import { sinceTime } from '../../lib/time.ts'
import type { Pages } from '../../live/use-pages.ts'
import type { EventWindow } from '../../live/window.ts'
import styles from './search-progress.module.css'

interface SearchProgressProps {
  window: EventWindow
  pages: Pages
  /** The screen has room for more rows, so the search goes on by itself. */
  isShort: boolean
}

/** How far back a search that takes long has come, with the way to stop it; or why more rows did not come. */
export function SearchProgress({ window, pages, isShort }: SearchProgressProps) {
  const { failed, stopped } = pages
  const { searchedTo } = window
  if (failed !== null) {
    return (
      <p role="alert" className={styles.failed}>
        More events could not be loaded: {errorText(failed)}{' '}
        <button type="button" onClick={() => void retry(window, pages)}>
          Try again
        </button>
      </p>
    )
  }
  if (searchedTo === null) return null
  const searching = isShort && !stopped
  return (
    <div role="status" className={styles.line}>
      {searching && <Loader size={12} aria-hidden="true" />}
      <span>
        Searched back to {sinceTime(searchedTo, Date.now())}
        {searching ? ', still searching' : ''}
      </span>
      {searching ? (
        <button type="button" onClick={pages.stop}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          onClick={() => {
            pages.goOn()
            void pages.loadOlder()
          }}
        >
          Search on
        </button>
      )}
    </div>
  )
}

async function retry(
  { nextCursor, prevCursor }: EventWindow,
  { loadOlder, loadNewer }: Pages,
): Promise<void> {
  if (nextCursor !== null) await loadOlder()
  if (prevCursor !== null) await loadNewer()
}
