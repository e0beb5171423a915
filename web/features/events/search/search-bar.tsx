import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { QueryBox } from '../../../components/query/query-box.tsx'
import type { QueryField } from '../../../components/query/query-input.tsx'
import { useCompletion } from '../../../components/query/use-completion.ts'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { unreadableFilterId } from '../unreadable-filter.tsx'
import { BarTools } from './bar-tools.tsx'
import styles from './search-bar.module.css'
import { useApplyOnPause, useDraft } from './use-draft.ts'

/** The filter of the list as text, in the search language. */
export function SearchBar({ q }: { q: string }) {
  const draft = useDraft(q)
  const { text } = draft
  const list = useCompletion(text)
  const field = useRef<QueryField>(null)
  const [composing, setComposing] = useState(false)
  useApplyOnPause(draft, composing || (list.proposals.length > 0 && text !== ''))
  useShortcut('search', () => field.current?.focus())

  return (
    <QueryBox
      label="Search events"
      placeholder="Search: any text, type:user.*, data.path:value"
      text={text}
      error={draft.error}
      // The page itself says what is wrong with what the address holds.
      errorSaidBy={draft.changed ? null : unreadableFilterId}
      field={field}
      list={list}
      icon={<IconSearch className={styles.icon} size={15} stroke={1.8} aria-hidden="true" />}
      onType={draft.type}
      onApply={draft.apply}
      onSubmit={draft.submit}
      onLeave={draft.leave}
      onComposing={setComposing}
    >
      <BarTools
        q={q}
        text={text}
        onClear={() => {
          draft.submit('')
          field.current?.focus()
          list.open('completion')
        }}
        onTry={draft.submit}
      />
    </QueryBox>
  )
}
