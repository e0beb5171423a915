import type { Change } from '../../../shared/change.ts'

/** Changes by the paths that they share. */
export interface ChangeTree {
  /** The path, as names of changes have it; of the root empty. */
  whole: string
  count: number
  parts: Map<string, ChangeTree>
  /** Of the value itself, before those within it. */
  changes: Change[]
}

/** A line of the list: a change, or a path that several share. `name` is what the lines above do not say already. */
export type ChangeLine =
  | { kind: 'group'; key: string; depth: number; name: string; whole: string; count: number; isOpen: boolean }
  | { kind: 'change'; key: string; depth: number; name: string; change: Change }

export function changeTree(changes: Change[]): ChangeTree {
  const root = branch('')
  for (const change of changes) {
    root.count++
    let at = root
    for (const step of nameSteps(change.name)) {
      let next = at.parts.get(step)
      if (next === undefined) {
        // Most paths have one change: none of them gets a map of its own.
        if (at.parts === none) at.parts = new Map()
        next = branch(at.whole + step)
        at.parts.set(step, next)
      }
      next.count++
      at = next
    }
    at.changes.push(change)
  }
  return root
}

/**
 * The lines of a tree, in the order of the changes, those that share a parent below it. A parent with one change makes
 * no group, nor do the root and `data`, which hold everything.
 * @param folded keys of groups whose lines are left out
 */
export function changeLines(tree: ChangeTree, folded: ReadonlySet<string>): ChangeLine[] {
  const lines: ChangeLine[] = []
  addLines(tree, { depth: 0, said: '' }, folded, lines)
  return lines
}

/**
 * `data.teams[id="t1"].name` → `data`, `.teams`, `[id="t1"]`, `.name`. Names tell elements apart by their ids; paths
 * know only their places, which are others on either side. A name that is cut is one step.
 */
export function nameSteps(name: string): string[] {
  const steps = name.match(/(?:^|\.)[A-Za-z_$][\w$]*|\[(?:"(?:[^"\\]|\\.)*"|[^"\]])*\]/g) ?? []
  return steps.join('') === name ? steps : [name]
}

const none: Map<string, ChangeTree> = new Map()

function branch(whole: string): ChangeTree {
  return { whole, count: 0, parts: none, changes: [] }
}

interface Place {
  depth: number
  /** What the groups above say. */
  said: string
}

function addLines(tree: ChangeTree, place: Place, folded: ReadonlySet<string>, lines: ChangeLine[]): void {
  const { depth, said } = place
  for (const change of tree.changes) {
    const key = `${change.kind} ${JSON.stringify(change.path)}`
    lines.push({ kind: 'change', key, depth, name: rest(change.name, said) || change.name, change })
  }
  for (const part of tree.parts.values()) {
    const { whole, count } = part
    if (!isGroup(part)) {
      addLines(part, place, folded, lines)
      continue
    }
    const isOpen = !folded.has(whole)
    lines.push({ kind: 'group', key: whole, depth, name: rest(whole, said), whole, count, isOpen })
    if (isOpen) addLines(part, { depth: depth + 1, said: whole }, folded, lines)
  }
}

/** Two changes of one path alone may be of two elements, which had this place one after the other. */
function isGroup({ whole, parts, changes }: ChangeTree): boolean {
  return parts.size > 0 && parts.size + changes.length > 1 && whole !== 'data'
}

function rest(name: string, said: string): string {
  return name.slice(said.length).replace(said === '' ? '' : /^\./, '')
}
