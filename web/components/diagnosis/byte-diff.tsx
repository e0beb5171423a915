import type { DiffPart } from '../../../shared/diagnosis.ts'
import { plural } from '../../lib/format.ts'
import styles from './byte-diff.module.css'
import { bytePieces } from './byte-pieces.ts'
import { type DiffStretch, diffSide } from './diff-side.ts'

/** What was signed above what came, with every byte visible. */
export function ByteDiff({ parts }: { parts: readonly DiffPart[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className={styles.diff} tabIndex={0} aria-label="Signed against received">
      <Side name="signed" stretches={diffSide(parts, 'signed')} />
      <Side name="received" stretches={diffSide(parts, 'received')} />
    </section>
  )
}

function Side({ name, stretches }: { name: 'signed' | 'received'; stretches: DiffStretch[] }) {
  const Changed = name === 'signed' ? 'ins' : 'del'
  let at = 0
  return (
    <div className={styles.side}>
      <span className={styles.name}>{name}</span>
      <span className={styles.text}>
        {stretches.length === 0 && <span className={styles.skipped}>nothing</span>}
        {stretches.map((stretch) => {
          const key = at++
          const isLast = key === stretches.length - 1
          if (stretch.kind === 'skipped')
            return (
              <span key={key} className={styles.skipped}>
                {` … ${plural(stretch.bytes, 'byte')} ${isLast ? 'more' : 'the same … '}`}
              </span>
            )
          const pieces = <Pieces text={stretch.text} />
          return stretch.kind === 'same' ? (
            <bdi key={key}>{pieces}</bdi>
          ) : (
            <Changed key={key} className={styles[name]}>
              {pieces}
            </Changed>
          )
        })}
      </span>
    </div>
  )
}

function Pieces({ text }: { text: string }) {
  let at = 0
  return bytePieces(text).map((piece) => {
    const key = at++
    if (piece.kind === 'text') return piece.text
    return (
      <span key={key} className={piece.sign.length > 1 ? styles.word : styles.sign} title={piece.name}>
        {piece.sign}
        {piece.endsLine && '\n'}
      </span>
    )
  })
}
