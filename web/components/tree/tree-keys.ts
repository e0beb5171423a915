import { isContainer } from '../../../shared/json/read.ts'
import type { Tree } from './use-tree.ts'

type Move = { kind: 'select' | 'toggle'; node: number }

/** What a key means in the tree, as the ARIA practices have it; null: nothing. */
export function treeMove(
  key: string,
  tree: Pick<Tree, 'json' | 'rows' | 'selected' | 'isOpen'>,
): Move | null {
  const { json, rows, selected } = tree
  const at = selected === null ? -1 : rows.indexOf(selected)
  const to = (index: number): Move | null => {
    const node = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    return node === undefined ? null : { kind: 'select', node }
  }
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return to(at - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'PageDown':
      return to(at + 20)
    case 'PageUp':
      return to(at - 20)
    case 'ArrowRight':
      if (selected === null || !isContainer(json, selected)) return null
      return tree.isOpen(selected) ? to(at + 1) : { kind: 'toggle', node: selected }
    case 'ArrowLeft': {
      if (selected === null) return null
      if (isContainer(json, selected) && tree.isOpen(selected)) return { kind: 'toggle', node: selected }
      const parent = json.parent[selected] as number
      return parent < 0 ? null : { kind: 'select', node: parent }
    }
    case 'Enter':
    case ' ':
      return selected !== null && isContainer(json, selected) ? { kind: 'toggle', node: selected } : null
    default:
      return null
  }
}
