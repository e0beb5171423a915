import { Link } from '@tanstack/react-router'
import { capital } from '../../../shared/capital.ts'
import type { Target } from '../../../shared/target.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import { formatCount } from '../../lib/format.ts'
import { forwardWords } from '../../lib/target-words.ts'
import { CircuitLine } from './circuit-line.tsx'
import styles from './target-item.module.css'

/** One target in the list; the whole of it leads to its page. */
export function TargetItem({ target }: { target: Target }) {
  const { id, name, url, forward, counts } = target
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <div className={styles.head}>
          <Link to="/targets/$targetId" params={{ targetId: id }} className={styles.name}>
            <VisibleText text={name} />
          </Link>
          <span className={styles.url}>
            <VisibleText text={url} />
          </span>
        </div>
        <p className={styles.rule} data-off={!forward.enabled}>
          <VisibleText text={sentence(forwardWords(forward))} />
        </p>
        <CircuitLine target={target} />
      </div>
      <dl className={styles.counts}>
        <div data-none={counts.due === 0}>
          <dd>{formatCount(counts.due)}</dd>
          <dt>waiting</dt>
        </div>
        <div data-none={counts.failed === 0} data-bad={counts.failed > 0}>
          <dd>{formatCount(counts.failed)}</dd>
          <dt>failed</dt>
        </div>
      </dl>
    </li>
  )
}

function sentence(words: string): string {
  return `${capital(words)}.`
}
