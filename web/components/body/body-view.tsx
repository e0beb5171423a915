import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Body } from '../../../shared/event.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { prettyJson } from '../../lib/json/pretty.ts'
import { CopyButton } from '../copy-button.tsx'
import styles from './body-view.module.css'
import { HexView } from './hex-view.tsx'
import { TextView } from './text-view.tsx'

type View = 'pretty' | 'text' | 'hex'
const names: Record<View, string> = { pretty: 'Pretty', text: 'Text', hex: 'Hex' }

interface BodyViewProps {
  body: Body
  /** What it is, for those who hear the page: "Answer's body". */
  label: string
  /** Said beside the choice of views: its size, what was undone. */
  facts: string
}

const FIT = 320

/** A body that stands among other things: as text, never drawn as what it claims to be. */
export function BodyView({ body, label, facts }: BodyViewProps) {
  const pretty = useMemo(() => prettyOf(body), [body])
  const [wanted, setWanted] = useState<View | null>(null)
  const views: View[] = body.encoding === 'base64' ? ['hex'] : ['text', 'hex']
  if (pretty !== null) views.unshift('pretty')
  const view = wanted !== null && views.includes(wanted) ? wanted : (views[0] ?? 'hex')
  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        {views.length > 1 && (
          <SegmentedControl<View>
            aria-label={`${label}: view`}
            withItemsBorders={false}
            value={view}
            onChange={setWanted}
            data={views.map((value) => ({ value, label: names[value] }))}
          />
        )}
        <span className={styles.facts}>{facts}</span>
        {body.encoding === 'utf8' && <CopyButton text={body.text} label={`Copy: ${label}`} />}
      </div>
      {view === 'pretty' && pretty !== null && <TextView text={pretty} label={label} fit={FIT} />}
      {view === 'text' && <TextView text={body.text} label={label} fit={FIT} />}
      {view === 'hex' && <HexView body={body} label={label} fit={FIT} />}
    </div>
  )
}

/** Null where the body is no JSON, or already stands as it would be printed. */
function prettyOf({ encoding, text }: Body): string | null {
  if (encoding !== 'utf8' || !/^\s*[[{]/.test(text)) return null
  const { document } = parseJson(text)
  if (document === null) return null
  const pretty = prettyJson(document)
  return pretty === text ? null : pretty
}
