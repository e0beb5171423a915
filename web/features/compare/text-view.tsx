import { useMemo } from 'react'
import type { Body } from '../../../shared/event.ts'
import { TextDiff } from '../../components/editor/text-diff.tsx'
import { Switch } from '../../components/switch.tsx'
import { comparableTexts, hasLongLine } from '../../lib/comparable-text.ts'
import { useStored } from '../../lib/use-stored.ts'
import styles from './compare-page.module.css'

interface TextViewProps {
  left: Body
  right: Body
  /** Both are JSON. */
  areJson: boolean
}

/** Both bodies as text, to the byte. */
export function TextView({ left, right, areJson }: TextViewProps) {
  const [inline, setInline] = useStored('compareInline', (stored) => stored === 'true')
  const [byMember, setByMember] = useStored('compareByMember', (stored) => stored !== 'false')
  const [hidden, setHidden] = useStored('compareHidden', (stored) => stored === 'true')
  const isByMember = areJson && byMember
  const printed = useMemo(() => comparableTexts(left, right, isByMember), [left, right, isByMember])
  const isSame = left.encoding === right.encoding && left.text === right.text
  // Printed they are the same: what differs is seen in the bodies as they came.
  const isOnlySpace = isByMember && !isSame && printed.left === printed.right
  const texts = useMemo(
    () => (isOnlySpace ? comparableTexts(left, right, false) : printed),
    [isOnlySpace, left, right, printed],
  )
  const isTooLong = useMemo(() => hasLongLine(texts.left) || hasLongLine(texts.right), [texts])
  return (
    <>
      <div className={styles.tools}>
        {areJson && <Switch label="A line for each member" checked={byMember} onChange={setByMember} />}
        <Switch label="One below the other" checked={inline} onChange={setInline} />
        <Switch label="Show spaces and tabs" checked={hidden} onChange={setHidden} />
      </div>
      {isOnlySpace && (
        <p className={styles.note}>They differ in white space alone: the bodies stand here to the byte.</p>
      )}
      {isByMember && !isOnlySpace && (
        <p className={styles.note}>
          White space is not as it came. Without “A line for each member” the bodies stand here to the byte.
        </p>
      )}
      {texts.note !== null && <p className={styles.note}>{texts.note}</p>}
      {isSame ? (
        <p className={styles.same} role="status">
          Both are the same, byte for byte.
        </p>
      ) : isTooLong ? (
        <p className={styles.note}>
          A value is too long to be drawn as text. “By meaning” shows where it is; without “A line for each
          member” the part around the first difference is shown.
        </p>
      ) : (
        <TextDiff
          label="Bodies"
          a={texts.left}
          b={texts.right}
          layout={inline ? 'inline' : 'auto'}
          asJson={texts.isJson}
          showSpaces={hidden}
          tall
        />
      )}
    </>
  )
}
