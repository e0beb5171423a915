import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ValueText } from '../../../shared/change.ts'
import type { JsonDocument } from '../../../shared/json/parse.ts'
import { copyText, isContainer, pathOf } from '../../../shared/json/read.ts'
import { entityOfNode } from '../../lib/entity-of-node.ts'
import { findingWords } from '../../lib/finding-words.ts'
import { plural } from '../../lib/format.ts'
import { useAddTerm } from '../../lib/use-add-term.ts'
import { termOfNode } from '../../lib/value-terms.ts'
import { ChangeValue } from '../changes/change-value.tsx'
import { LinkButton } from '../link-button.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './node-foot.module.css'
import type { NodeNote } from './node-note.ts'

const FIRST = 2000

interface NodeFootProps {
  json: JsonDocument
  node: number
  /** What the schema says about it. */
  note: NodeNote | null
  /** What stood there before, where that is known. */
  before: ValueText | null
  onCopy(what: 'value' | 'path', node: number): void
  /** What was copied last. */
  said: string | null
}

/** The selected node: its path, and the value that did not fit into its row. */
export function NodeFoot({ json, node, note, before, onCopy, said }: NodeFootProps) {
  const [whole, setWhole] = useState(false)
  const addTerm = useAddTerm()
  const term = termOfNode(json, node)
  const entity = entityOfNode(json, node, note?.facts?.entity ?? null)
  const long = !isContainer(json, node) && (json.end[node] as number) - (json.start[node] as number) > 48
  const value = long ? copyText(json, node) : ''
  const shown = whole ? value : value.slice(0, FIRST)
  return (
    <div className={styles.foot}>
      {long && (
        <div className={styles.value}>
          <VisibleText text={shown} />
          {shown.length < value.length && (
            <button type="button" className={styles.more} onClick={() => setWhole(true)}>
              … show all ({plural(value.length, 'character')})
            </button>
          )}
        </div>
      )}
      {note && <Says note={note} />}
      {before !== null && (
        <div className={styles.value}>
          <span className={styles.was}>Before: </span>
          <ChangeValue value={before} name={pathOf(json, node)} side="old" />
        </div>
      )}
      <div className={styles.line}>
        <code className={styles.path} title={pathOf(json, node)}>
          <VisibleText text={pathOf(json, node)} />
        </code>
        {entity !== null && (
          <LinkButton
            size="compact-xs"
            to="/entities/$kind/$entityId"
            params={{ kind: entity.kind, entityId: entity.id }}
            search={{}}
          >
            History
          </LinkButton>
        )}
        {term !== null && (
          <Button size="compact-xs" onClick={() => addTerm(term)}>
            Filter by this value
          </Button>
        )}
        <Button size="compact-xs" onClick={() => onCopy('path', node)}>
          Copy path
        </Button>
        <Button size="compact-xs" onClick={() => onCopy('value', node)}>
          Copy value
        </Button>
      </div>
      <span role="status" className={styles.said}>
        {said}
      </span>
    </div>
  )
}

/** What the field means by its schema, and what is not as that says. */
function Says({ note: { facts, findings } }: { note: NodeNote }) {
  const words = [
    facts?.description,
    facts?.deprecated && 'deprecated',
    facts?.undocumented && 'not in the sender’s public description',
    ...findings.map((finding) =>
      finding.kind === 'invalid' && finding.found === 'missing'
        ? `lacks ${String(finding.path.at(-1))}`
        : findingWords(finding),
    ),
  ].filter(Boolean)
  return words.length === 0 ? null : <p className={styles.says}>{words.join(' · ')}</p>
}
