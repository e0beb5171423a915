import type { ImportResult } from '../../../shared/transfer.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatCount, plural } from '../../lib/format.ts'
import styles from './import-dialog.module.css'

/** What came of an import, and which parts of the file did not make it. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const { format, imported, skipped, failed, failedTotal } = result
  const what = format === 'har' ? 'Entry' : 'Line'
  return (
    <>
      <p role="status">
        {plural(imported, 'event')} imported
        {skipped > 0 && `, ${formatCount(skipped)} skipped that are here already`}
        {failedTotal > 0 && (
          <>
            , <span className={styles.failed}>{formatCount(failedTotal)} failed</span>
          </>
        )}
        .
      </p>
      {failedTotal > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
        <section className={styles.failures} aria-label="What could not be imported" tabIndex={0}>
          <ul>
            {failed.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                <span>
                  {what} {formatCount(line)}
                </span>
                <VisibleText text={message} />
              </li>
            ))}
          </ul>
          {failedTotal > failed.length && <p>And {formatCount(failedTotal - failed.length)} more.</p>}
        </section>
      )}
    </>
  )
}
