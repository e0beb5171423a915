import { type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react'
import type { QueryError } from '../../../shared/query/query.ts'
import { ProposalList, proposalId } from './proposal-list.tsx'
import { inserted, type Proposal } from './proposals.ts'
import styles from './query-box.module.css'
import { QueryErrorLine } from './query-error-line.tsx'
import { type QueryField, QueryInput } from './query-input.tsx'
import type { CompletionList } from './use-completion.ts'

interface QueryBoxProps {
  id?: string | undefined
  /** Its name, where no label beside it says so. */
  label?: string | undefined
  placeholder: string
  text: string
  /** The stretch to underline, and what is wrong with it. */
  error: QueryError | null
  /** The id of what says the error in its place; null: it is said here, below the word concerned. */
  errorSaidBy: string | null
  field: RefObject<QueryField | null>
  list: CompletionList
  /** Before the text. */
  icon?: ReactNode
  /** Behind the text. */
  children?: ReactNode
  onType(text: string): void
  /** A value was chosen: this is the text now. */
  onApply(text: string): void
  /** The whole text is meant: enter, or one of the queries used before. */
  onSubmit(text: string): void
  onLeave?(): void
  onComposing?(composing: boolean): void
}

/** A query being written: coloured, with what can stand next below it. What becomes of the text is its owner's matter. */
export function QueryBox(props: QueryBoxProps) {
  const { text, error, errorSaidBy, field, list, onType, onApply, onSubmit, onLeave, onComposing } = props
  const [messageId, listId] = [useId(), useId()]
  const isOpen = list.proposals.length > 0
  const said = error !== null && errorSaidBy === null && !isOpen

  const choose = (proposal: Proposal) => {
    if (proposal.kind === 'clear') {
      list.forget()
      return
    }
    const { from, to } = proposal
    const put = inserted(text, proposal)
    const next = text.slice(0, from) + put + text.slice(to)
    field.current?.replace(from, to, put)
    if (proposal.kind === 'field') return
    list.open('closed')
    if (proposal.kind === 'recent') onSubmit(next)
    else onApply(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const active = list.proposals[list.active]
    const handled = () => event.preventDefault()
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        handled()
        const isDown = event.key === 'ArrowDown'
        if (isOpen) list.step(isDown ? 1 : -1)
        else list.open(isDown ? 'completion' : 'recent', 0)
        break
      }
      case 'Enter':
        handled()
        if (active) choose(active)
        else {
          list.open('closed')
          onSubmit(text)
        }
        break
      case 'Tab': {
        const first = text === '' ? undefined : list.proposals[0]
        if (event.shiftKey || !(active ?? first)) break
        handled()
        choose((active ?? first) as Proposal)
        break
      }
      case 'Escape':
        handled()
        if (isOpen) list.open('closed')
        else field.current?.blur()
        break
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'Home':
      case 'End':
        list.open('closed')
        break
    }
  }

  return (
    <div className={styles.bar}>
      <div className={styles.field} data-wrong={error !== null}>
        {props.icon}
        <QueryInput
          id={props.id}
          field={field}
          value={text}
          error={isOpen ? null : error}
          placeholder={props.placeholder}
          role="combobox"
          aria-label={props.label}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={list.active >= 0 ? proposalId(listId, list.active) : undefined}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : (errorSaidBy ?? (said ? messageId : undefined))}
          onText={(next, cursor) => {
            onType(next)
            list.typed(next, cursor)
          }}
          onCursor={list.moveTo}
          onFocus={() => text === '' && list.open('completion')}
          onMouseDown={() => list.open(text === '' ? 'completion' : 'closed')}
          onBlur={() => {
            list.open('closed')
            onLeave?.()
          }}
          onCompositionStart={() => onComposing?.(true)}
          onCompositionEnd={() => onComposing?.(false)}
          onKeyDown={onKeyDown}
        />
        {props.children}
      </div>
      {said && <QueryErrorLine id={messageId} field={field} at={error.at} message={error.message} />}
      {isOpen && (
        <ProposalList
          id={listId}
          field={field}
          proposals={list.proposals}
          active={list.active}
          onChoose={choose}
        />
      )}
      {list.problem !== null && !isOpen && (
        <QueryErrorLine id={`${messageId}-list`} field={field} at={text.length} message={list.problem} />
      )}
    </div>
  )
}
