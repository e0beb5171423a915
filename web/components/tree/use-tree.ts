import { useMemo, useState } from 'react'
import type { JsonDocument } from '../../../shared/json/parse.ts'
import { isContainer } from '../../../shared/json/read.ts'
import { type Folding, firstFolding, isOpen, reveal, visibleNodes } from '../../lib/json/flatten.ts'
import { searchJson } from '../../lib/json/search.ts'

export interface Tree {
  json: JsonDocument
  /** The nodes on display, in order. */
  rows: Int32Array
  selected: number | null
  level: number
  deepest: number
  needle: string
  /** Nodes that the search found, and the one that it stands on. */
  matches: ReadonlySet<number>
  matchList: number[]
  match: number | null
  isOpen(node: number): boolean
  select(node: number): void
  toggle(node: number): void
  foldTo(level: number): void
  search(needle: string): number | null
  /** Opens what holds the node, and selects it. */
  show(node: number): void
}

/** What is folded, selected and searched for in one payload. */
export function useTree(json: JsonDocument): Tree {
  const [folding, setFolding] = useState<Folding>(() => firstFolding(json))
  const [selected, select] = useState<number | null>(null)
  const [needle, setNeedle] = useState('')
  const [match, setMatch] = useState<number | null>(null)
  const rows = useMemo(() => visibleNodes(json, folding), [json, folding])
  const matchList = useMemo(() => searchJson(json, needle), [json, needle])
  const matches = useMemo(() => new Set(matchList), [matchList])
  const deepest = useMemo(
    () => json.depth.subarray(0, json.count).reduce((most, depth) => Math.max(most, depth), 0),
    [json],
  )

  return {
    json,
    rows,
    selected,
    level: folding.level,
    deepest,
    needle,
    matches,
    matchList,
    match,
    select,
    isOpen: (node) => isOpen(json, folding, node),
    toggle(node) {
      if (!isContainer(json, node)) return
      setFolding((before) => {
        const toggled = new Set(before.toggled)
        if (!toggled.delete(node)) toggled.add(node)
        return { ...before, toggled }
      })
    },
    foldTo: (level) =>
      setFolding({ level: Math.min(Math.max(level, 1), Math.max(deepest, 1)), toggled: new Set() }),
    search(text) {
      setNeedle(text)
      const first = searchJson(json, text, 1)[0] ?? null
      setMatch(first)
      return first
    },
    show(node) {
      setFolding(reveal(json, folding, node))
      select(node)
      if (matches.has(node)) setMatch(node)
    },
  }
}
