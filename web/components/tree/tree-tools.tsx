import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconFold, IconFoldDown, IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useEffectEvent, useState } from 'react'
import { formatCount } from '../../lib/format.ts'
import styles from './tree-tools.module.css'
import type { Tree } from './use-tree.ts'

interface TreeToolsProps {
  tree: Tree
  /** Nodes that one goes through, in their order. */
  marked: number[]
  goTo(node: number): void
}

/** Search, what is marked, and folding. */
export function TreeTools({ tree, marked, goTo }: TreeToolsProps) {
  const { matchList, match, level, deepest } = tree
  const [typed, setTyped] = useState('')
  const needle = useDeferredValue(typed)
  const search = useEffectEvent((text: string) => {
    const first = tree.search(text)
    if (first !== null) goTo(first)
  })
  useEffect(() => search(needle), [needle])

  const at = match === null ? -1 : matchList.indexOf(match)
  const step = (by: 1 | -1) => {
    const next = matchList[(at + by + matchList.length) % matchList.length]
    if (next !== undefined) goTo(next)
  }
  const nextMarked = marked.find((node) => node > (tree.selected ?? -1)) ?? marked[0]
  return (
    <div className={styles.tools}>
      <TextInput
        aria-label="Search in the payload"
        placeholder="Search keys and values"
        className={styles.search ?? ''}
        leftSection={<IconSearch size={14} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') setTyped('')
        }}
      />
      {typed !== '' && (
        <>
          <span role="status" className={styles.count}>
            {matchList.length === 0 ? 'none' : `${formatCount(at + 1)} of ${formatCount(matchList.length)}`}
          </span>
          <ActionIcon
            size={24}
            aria-label="Match before"
            disabled={matchList.length === 0}
            onClick={() => step(-1)}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label="Next match"
            disabled={matchList.length === 0}
            onClick={() => step(1)}
          >
            <IconArrowDown size={15} />
          </ActionIcon>
        </>
      )}
      {nextMarked !== undefined && (
        <Button size="compact-xs" onClick={() => goTo(nextMarked)}>
          Next change
        </Button>
      )}
      <Tooltip label="Fold a level">
        <ActionIcon
          size={24}
          aria-label="Fold a level"
          disabled={level <= 1}
          onClick={() => tree.foldTo(level - 1)}
        >
          <IconFold size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Unfold a level">
        <ActionIcon
          size={24}
          aria-label="Unfold a level"
          disabled={level >= deepest}
          onClick={() => tree.foldTo(level + 1)}
        >
          <IconFoldDown size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
