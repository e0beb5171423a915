import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBookmark,
  IconBookmarkFilled,
  IconHelp,
  IconHistory,
  IconX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { viewsQuery } from '../../../api/views.ts'
import { errorOf } from '../../../components/query/query-error-of.ts'
import { useNamedEntity } from '../../../lib/use-named-entity.ts'
import { useShortcut } from '../../../lib/use-shortcut.ts'
import { visibleParts, visibleString } from '../../../lib/visible-text.ts'
import styles from './bar-tools.module.css'

const SaveView = lazy(() => import('./save-view.tsx').then((module) => ({ default: module.SaveView })))
const SyntaxHelp = lazy(() => import('./syntax-help.tsx').then((module) => ({ default: module.SyntaxHelp })))

interface BarToolsProps {
  q: string
  /** The text as it is being written. */
  text: string
  onClear(): void
  /** An example of the help is to be the filter. */
  onTry(q: string): void
}

/** What stands at the end of the search bar: clear, save as a view, how to search. */
export function BarTools({ q, text, onClear, onTry }: BarToolsProps) {
  const [dialog, setDialog] = useState<'save' | 'help' | null>(null)
  const [used, setUsed] = useState(false)
  const open = (name: 'save' | 'help') => {
    setUsed(true)
    setDialog(name)
  }
  const { data: views } = useQuery(viewsQuery)
  const saved = views?.find(({ query }) => query === q)
  const canSave = q !== '' && saved === undefined && errorOf(q) === null
  const named = useNamedEntity(q)
  useShortcut('saveView', () => open('save'), canSave)

  return (
    <>
      <HiddenCharacters text={text} />
      {text === '' ? (
        <span className={styles.key} aria-hidden="true">
          /
        </span>
      ) : (
        <Tooltip label="Clear">
          <ActionIcon size={24} aria-label="Clear the search" onClick={onClear}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      {named !== null && (
        <Tooltip label={`History of the ${named.kind}`}>
          <ActionIcon
            size={24}
            aria-label={`History of the ${named.kind}`}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/entities/$kind/$entityId"
                params={{ kind: named.kind, entityId: named.id }}
                search={{}}
              />
            )}
          >
            <IconHistory size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      {saved && (
        <span className={styles.saved} title={`Saved as ${visibleString(saved.name)}`}>
          <IconBookmarkFilled size={14} role="img" aria-label="Saved as a view" />
        </span>
      )}
      {canSave && (
        <Tooltip label="Save view (v)">
          <ActionIcon size={24} aria-label="Save view" onClick={() => open('save')}>
            <IconBookmark size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="How to search">
        <ActionIcon size={24} aria-label="Search syntax" onClick={() => open('help')}>
          <IconHelp size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Suspense>
        {used && (
          <>
            <SaveView q={q} opened={dialog === 'save'} onClose={() => setDialog(null)} />
            <SyntaxHelp
              opened={dialog === 'help'}
              onTry={(example) => {
                setDialog(null)
                onTry(example)
              }}
              onClose={() => setDialog(null)}
            />
          </>
        )}
      </Suspense>
    </>
  )
}

/** Says that the text holds characters which hide or reorder others: a field cannot show them. */
function HiddenCharacters({ text }: { text: string }) {
  const hidden = visibleParts(text).flatMap((part) => (part.kind === 'hidden' ? [part.name] : []))
  if (hidden.length === 0) return null
  const names = [...new Set(hidden)].slice(0, 5).join(', ')
  return (
    <Tooltip label={`Holds characters that one does not see: ${names}`}>
      <span className={styles.hidden}>
        <IconAlertTriangle
          size={15}
          stroke={1.7}
          role="img"
          aria-label={`Holds unseen characters: ${names}`}
        />
      </span>
    </Tooltip>
  )
}
