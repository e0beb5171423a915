import { useState } from 'react'
import type { ProbeResult } from '../../../shared/probe.ts'
import { outcomeWord } from '../../../shared/probe-report/words.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { plural } from '../../lib/format.ts'
import styles from './check-groups.module.css'
import { ExchangeView } from './exchange-view.tsx'
import { OutcomeMark } from './outcome-mark.tsx'

/** Requests of a check that are drawn at once. */
const SHOWN = 4

/** One check in a line; opened, what was sent, what came back, why it matters and the fix. */
export function CheckItem({ result, url }: { result: ProbeResult; url: string }) {
  const { title, found, expects, matters, fix, code } = result
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={styles.item}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.line}>
          <OutcomeMark kind={outcomeWord(result)} />
          <span className={styles.title}>{title}</span>
          <span className={styles.found}>
            <VisibleText text={found} />
          </span>
        </summary>
        {isOpen && (
          <div className={styles.detail}>
            <dl className={styles.words}>
              <dt>Expected</dt>
              <dd>{expects}</dd>
              <dt>Found</dt>
              <dd>
                <VisibleText text={found} />
              </dd>
              <dt>Why it matters</dt>
              <dd>{matters}</dd>
              {fix !== null && (
                <>
                  <dt>Fix</dt>
                  <dd>{fix}</dd>
                </>
              )}
            </dl>
            <Exchanges result={result} url={url} />
            <p className={styles.code}>
              On the command line: <code>--only {code}</code>
            </p>
          </div>
        )}
      </details>
    </li>
  )
}

function Exchanges({ result: { exchanges }, url }: { result: ProbeResult; url: string }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? exchanges : exchanges.slice(0, SHOWN)
  return (
    <>
      {shown.map((exchange, index) => (
        <ExchangeView key={index} exchange={exchange} url={url} isOpen={exchanges.length === 1} />
      ))}
      {shown.length < exchanges.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          Show {plural(exchanges.length - shown.length, 'more request')}
        </button>
      )}
    </>
  )
}
