import type { Path } from '../../../shared/change.ts'
import type { JsonDocument } from '../../../shared/json/parse.ts'
import { childrenOf, isContainer, keyOf } from '../../../shared/json/read.ts'
import type { Finding } from '../../../shared/schema/finding.ts'
import type { JsonSchema } from '../../../shared/schema/json-schema.ts'
import { type FieldFacts, fieldAt } from '../../../shared/schema/schema-at.ts'

/** What the schema of a payload says about one of its values. */
export interface NodeNote {
  /** Null: the schema does not name it, or there is none. */
  facts: FieldFacts | null
  /** What is wrong with it; of what is missing below it, too. */
  findings: Finding[]
}

/** Gives the note of a node, the same one each time. */
export type NoteOf = (node: number) => NodeNote | null

/** Holds a payload's values against its schema; `findings` is what the server found. */
export function notesOf(json: JsonDocument, schema: JsonSchema | null, findings: readonly Finding[]): NoteOf {
  const found = new Map<number, Finding[]>()
  const childAt = childFinder(json)
  for (const finding of findings) {
    const node = nodeOfFinding(json, finding, childAt)
    found.set(node, [...(found.get(node) ?? []), finding])
  }
  const known = new Map<number, NodeNote | null>()
  return (node) => {
    const before = known.get(node)
    if (before !== undefined) return before
    const facts = schema && fieldAt(schema, pathTo(json, node))
    const own = found.get(node) ?? []
    const note = facts === null && own.length === 0 ? null : { facts, findings: own }
    known.set(node, note)
    return note
  }
}

/** Where a finding is to be seen: at the value, or of what is missing at what should hold it. */
export function nodeOfFinding(json: JsonDocument, { path }: Finding, childAt = childFinder(json)): number {
  let node = 0
  for (const step of path) {
    const below = childAt(node, String(step))
    if (below === undefined) return node
    node = below
  }
  return node
}

/**
 * Finds members and elements by their names, of repeated keys the last one. Each container is read once: there can be a
 * hundred findings in one with a million members.
 */
function childFinder(json: JsonDocument): (node: number, step: string) => number | undefined {
  const read = new Map<number, Map<string, number>>()
  return (node, step) => {
    if (!isContainer(json, node)) return undefined
    let children = read.get(node)
    if (children === undefined) {
      children = new Map()
      for (const child of childrenOf(json, node)) children.set(String(keyOf(json, child)), child)
      read.set(node, children)
    }
    return children.get(step)
  }
}

function pathTo(json: JsonDocument, node: number): Path {
  const path: Path = []
  for (let at = node; (json.parent[at] as number) >= 0; at = json.parent[at] as number) {
    path.push(keyOf(json, at) ?? 0)
  }
  return path.reverse()
}
