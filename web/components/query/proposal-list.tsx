import { IconArrowRight, IconClock, IconX } from '@tabler/icons-react'
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { VisibleText } from '../visible-text.tsx'
import styles from './proposal-list.module.css'
import type { Proposal } from './proposals.ts'
import type { QueryField } from './query-input.tsx'

interface ProposalListProps {
  id: string
  field: RefObject<QueryField | null>
  proposals: Proposal[]
  active: number
  onChoose(proposal: Proposal): void
}

/** What can be chosen, below the word that it would take the place of. The focus stays in the field. */
export function ProposalList({ id, field, proposals, active, onChoose }: ProposalListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState(0)
  const from = proposals[0]?.from ?? 0
  useLayoutEffect(() => setLeft(field.current?.leftOf(from) ?? 0), [field, from])
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="Proposals"
      className={styles.list}
      style={{ '--left': `${left}px` } as CSSProperties}
      // The focus stays where one types.
      onMouseDown={(event) => event.preventDefault()}
    >
      {proposals.map((proposal, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option
        <div
          key={`${proposal.kind} ${proposal.text}`}
          id={proposalId(id, index)}
          role="option"
          aria-selected={index === active}
          className={styles.proposal}
          data-kind={proposal.kind}
          onClick={() => onChoose(proposal)}
        >
          {proposal.kind === 'recent' && <IconClock size={13} stroke={1.7} aria-hidden="true" />}
          {proposal.kind === 'clear' && <IconX size={13} stroke={1.7} aria-hidden="true" />}
          <span className={styles.label}>
            <VisibleText text={proposal.label} />
          </span>
          {proposal.detail !== null && (
            <span className={styles.detail}>
              <VisibleText text={proposal.detail} />
            </span>
          )}
          {proposal.count !== null && <span className={styles.count}>{proposal.count}</span>}
          {index === active && proposal.kind === 'recent' && (
            <IconArrowRight className={styles.go} size={13} stroke={1.7} aria-hidden="true" />
          )}
        </div>
      ))}
    </div>
  )
}

export function proposalId(listId: string, index: number): string {
  return `${listId}-${index}`
}
