import { Link } from '@tanstack/react-router'
import type { CatalogueType } from '../../../../shared/catalogue.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import type { Finding } from '../../../../shared/schema/finding.ts'
import { VisibleText } from '../../../components/visible-text.tsx'
import { findingKey, findingPlace, findingWords } from '../../../lib/finding-words.ts'
import styles from './schema-line.module.css'

/** So many are named; the tree marks all. */
const NAMED = 5

interface SchemaLineProps {
  event: EventDetail
  /** Null: there is no schema for its type. */
  known: CatalogueType | null
  /** Leads to the place of a finding. */
  onShow(finding: Finding): void
}

/** How the payload stands to the schema of its type, in a line or two. */
export function SchemaLine({ event, known, onShow }: SchemaLineProps) {
  const { type, findings } = event
  if (known === null) {
    return type === null ? null : (
      <p className={styles.line}>
        There is no schema for <VisibleText text={type} />.{' '}
        <Link to="/catalogue" className={styles.link}>
          Catalogue
        </Link>
      </p>
    )
  }
  const name = (
    <Link
      to="/catalogue/$type"
      params={{ type: known.type }}
      search={known.endpointSlug === null ? {} : { endpoint: known.endpointSlug }}
      className={styles.link}
    >
      {known.type}
    </Link>
  )
  if (event.schema === 'unknown' && findings.length === 0) {
    return <p className={styles.line}>Not checked against the schema of {name}.</p>
  }
  if (findings.length === 0) return <p className={styles.line}>As the schema of {name} says.</p>
  const invalid = findings.filter(({ kind }) => kind === 'invalid')
  const drifted = findings.filter(({ kind }) => kind === 'drift')
  return (
    <div className={invalid.length > 0 ? styles.invalid : styles.drift}>
      {invalid.length > 0 && (
        <Part lead={<>Not as the schema of {name} says:</>} findings={invalid} onShow={onShow} withWords />
      )}
      {drifted.length > 0 && (
        <Part lead={<>The schema of {name} does not name:</>} findings={drifted} onShow={onShow} />
      )}
    </div>
  )
}

interface PartProps {
  lead: React.ReactNode
  findings: Finding[]
  onShow(finding: Finding): void
  withWords?: boolean
}

function Part({ lead, findings, onShow, withWords = false }: PartProps) {
  const more = findings.length - NAMED
  return (
    <p className={styles.part}>
      <span>{lead}</span>
      {findings.slice(0, NAMED).map((finding) => (
        <span key={findingKey(finding)} className={styles.finding}>
          <button type="button" onClick={() => onShow(finding)}>
            <VisibleText text={findingPlace(finding)} />
          </button>
          {withWords && (
            <>
              {' '}
              <VisibleText text={findingWords(finding)} />
            </>
          )}
        </span>
      ))}
      {more > 0 && <span className={styles.finding}>and {more} more</span>}
    </p>
  )
}
