import type { HeaderPair } from '../../../shared/event.ts'
import { plural } from '../../lib/format.ts'
import { CopyButton } from '../copy-button.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './header-list.module.css'

/** More are not drawn at once. */
const MANY = 100

/** Headers as they went over the wire. */
export function HeaderList({ headers, label }: { headers: HeaderPair[]; label: string }) {
  return (
    <div className={styles.box}>
      <CopyButton
        className={styles.copy}
        text={() => headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}
        label={`Copy: ${label}`}
      />
      <details className={styles.headers} open={headers.length <= 16}>
        <summary>{plural(headers.length, 'header')}</summary>
        <dl>
          {headers.slice(0, MANY).map(([name, value], index) => (
            <div key={index}>
              <dt>
                <VisibleText text={name} />
              </dt>
              <dd>
                {value === '' ? <span className={styles.empty}>empty</span> : <VisibleText text={value} />}
              </dd>
            </div>
          ))}
        </dl>
        {headers.length > MANY && (
          <p className={styles.more}>
            And {plural(headers.length - MANY, 'header')} more; copy them to see all.
          </p>
        )}
      </details>
    </div>
  )
}
