import type { Body } from '../../../shared/event.ts'
import { TextDiff } from '../../components/editor/text-diff.tsx'
import { LoadFailed } from '../../components/message.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { Switch } from '../../components/switch.tsx'
import { useStored } from '../../lib/use-stored.ts'
import styles from './compare-page.module.css'
import type { ComparedTexts } from './compared-texts.ts'
import { useComparedTexts } from './use-compared-texts.ts'

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
  const compared = useComparedTexts(left, right, isByMember)
  const isSame = left.encoding === right.encoding && left.text === right.text
  return (
    <>
      <div className={styles.tools}>
        {areJson && <Switch label="A line for each member" checked={byMember} onChange={setByMember} />}
        <Switch label="One below the other" checked={inline} onChange={setInline} />
        <Switch label="Show spaces and tabs" checked={hidden} onChange={setHidden} />
      </div>
      {isSame ? (
        <p className={styles.same} role="status">
          Both are the same, byte for byte.
        </p>
      ) : compared.kind === 'failed' ? (
        <LoadFailed what="The comparison" error={null} retry={compared.retry} />
      ) : compared.kind === 'pending' ? (
        <PlaceholderRows label="Comparing" rows={8} />
      ) : (
        <Texts texts={compared.texts} isByMember={isByMember} inline={inline} showSpaces={hidden} />
      )}
    </>
  )
}

/** More characters in one stretch that differs are not drawn one below the other: an editor would draw them at once. */
const LONG_STRETCH = 50_000

interface TextsProps {
  texts: ComparedTexts
  isByMember: boolean
  inline: boolean
  showSpaces: boolean
}

function Texts({ texts, isByMember, inline, showSpaces }: TextsProps) {
  const { isOnlySpace, isTooLong, note, longest } = texts
  const isBeside = longest > LONG_STRETCH
  return (
    <>
      {isOnlySpace && (
        <p className={styles.note}>They differ in white space alone: the bodies stand here to the byte.</p>
      )}
      {isByMember && !isOnlySpace && (
        <p className={styles.note}>
          White space is not as it came. Without “A line for each member” the bodies stand here to the byte.
        </p>
      )}
      {note !== null && <p className={styles.note}>{note}</p>}
      {isBeside && inline && (
        <p className={styles.note}>
          What differs is too long to stand below the other: they stand side by side.
        </p>
      )}
      {isTooLong ? (
        <p className={styles.note}>
          A value is too long to be drawn as text. “By meaning” shows where it is; without “A line for each
          member” the part around the first difference is shown.
        </p>
      ) : (
        <TextDiff
          label="Bodies"
          a={texts.left}
          b={texts.right}
          changes={texts.changes}
          layout={isBeside ? 'beside' : inline ? 'inline' : 'auto'}
          asJson={texts.isJson}
          showSpaces={showSpaces}
          tall
        />
      )}
    </>
  )
}
