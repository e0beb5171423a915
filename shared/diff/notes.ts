import type { DiffNote } from '../change.ts'
import { type JsonDocument, kinds } from '../json/parse.ts'
import { isContainer, keyOf, rawKey, rawValue } from '../json/read.ts'
import { losesDigits } from './decimal.ts'
import type { Side } from './ids.ts'
import type { Places } from './places.ts'
import { repeatedMembers } from './repeated-members.ts'
import type { Step } from './walk.ts'

/** Of each kind so many notes are given; the rest is counted. */
const MOST = 20

/** The notes on a comparison, by kind. */
export class NoteList {
  readonly #byKind = new Map<DiffNote['kind'], { notes: DiffNote[]; more: number }>()

  add(make: () => DiffNote | null): void {
    const note = make()
    if (note === null) return
    const known = this.#byKind.get(note.kind) ?? { notes: [], more: 0 }
    this.#byKind.set(note.kind, known)
    if (known.notes.length < MOST) known.notes.push(note)
    else known.more++
  }

  list(): DiffNote[] {
    return [...this.#byKind].flatMap(([kind, { notes, more }]) =>
      more === 0
        ? notes
        : [...notes, { kind, side: 'both', name: null, message: `And ${more} more like these.` }],
    )
  }
}

/** What `JSON.parse` would lose of either text; what both lose is told once. */
export function losses(left: Losing, right: Losing, notes: NoteList): void {
  const [ones, others] = [lossesOf(left), lossesOf(right)]
  for (const [key, loss] of others) notes.add(() => ({ ...loss, side: ones.has(key) ? 'both' : 'right' }))
  for (const [key, loss] of ones) if (!others.has(key)) notes.add(() => ({ ...loss, side: 'left' }))
}

interface Losing {
  json: JsonDocument
  places: Places
}

/** Of a hostile text, no more than a reader would look at. */
const MOST_LOSSES = 1000

/** By all that they say. */
function lossesOf({ json, places }: Losing): Map<string, Omit<DiffNote, 'side'>> {
  const found = new Map<string, Omit<DiffNote, 'side'>>()
  const add = (kind: DiffNote['kind'], node: number, message: string) => {
    const name = places.nameOf(node)
    found.set(JSON.stringify([kind, name, message]), { kind, name, message })
  }
  for (let node = 0; node < json.count && found.size < MOST_LOSSES; node++) {
    if (json.kind[node] === kinds.object) {
      for (const member of repeatedMembers(json, node))
        add('duplicateKey', member, 'This key is there more than once: most readers take the last.')
    }
    if (json.kind[node] !== kinds.number) continue
    const raw = rawValue(json, node)
    if (losesDigits(raw)) add('bigNumber', node, `JavaScript reads ${short(raw)} as ${Number(raw)}.`)
  }
  return found
}

export function spellingNote(
  left: JsonDocument,
  right: JsonDocument,
  step: { left: number; right: number },
  places: Places,
): DiffNote {
  const [before, after] = [rawValue(left, step.left), rawValue(right, step.right)]
  return {
    kind: 'spelling',
    side: 'both',
    name: places.nameOf(step.right),
    message: `The same value, written ${short(before)} and ${short(after)}.`,
  }
}

/** Null where members that both objects have stand in the same order, and for arrays. */
export function keyOrderNote(
  left: JsonDocument,
  { left: one, right: other, match }: Extract<Step, { kind: 'containers' }>,
  places: Places,
): DiffNote | null {
  if (left.kind[one] !== kinds.object) return null
  const isAscending = match.pairs.every(
    ([, right], i) => i === 0 || right > (match.pairs[i - 1] as [number, number])[1],
  )
  if (isAscending) return null
  const name = places.nameOf(other)
  return {
    kind: 'keyOrder',
    side: 'both',
    name,
    message: 'The members that both have stand in another order.',
  }
}

/** Of the members of two objects: those that are gone under one spelling of their key and new under another. */
export function keySpellingNotes(
  left: Side,
  right: Side,
  { left: one, match }: Extract<Step, { kind: 'containers' }>,
  places: Places,
): DiffNote[] {
  if (left.json.kind[one] !== kinds.object || match.removed.length === 0) return []
  // Of several that are spelled alike, the first belongs to the first. Popped from the end: there may be very many.
  const added = new Map<string, number[]>()
  for (const node of match.added.toReversed()) {
    const spelled = spelledAlike(right.json, node)
    const same = added.get(spelled)
    if (same) same.push(node)
    else added.set(spelled, [node])
  }
  return match.removed.flatMap((node) => {
    const other = added.get(spelledAlike(left.json, node))?.pop()
    if (other === undefined) return []
    const [before, after] = [rawKey(left.json, node), rawKey(right.json, other)]
    const value = left.ids.meaning[node] === right.ids.meaning[other] ? 'the same value' : 'another value'
    const message = `${short(before)} on the left is spelled ${short(after)} on the right, with ${value}.`
    return [{ kind: 'keySpelling', side: 'both', name: places.nameOf(other), message }]
  })
}

/** The key without what tells `display_name`, `display-name` and `displayName` apart. */
function spelledAlike(json: JsonDocument, member: number): string {
  const key = String(keyOf(json, member))
  return key.replace(/[_-]/g, '').toLowerCase() || key
}

/** Null where both are laid out alike, or other differences make that hard to tell. */
export function whiteSpaceNote(left: Side, right: Side): DiffNote | null {
  const [before, after] = [whiteSpaceOf(left.json), whiteSpaceOf(right.json)]
  const isSameOtherwise = left.ids.spelling[0] === right.ids.spelling[0]
  const differs = isSameOtherwise ? left.json.text !== right.json.text : (before === 0) !== (after === 0)
  if (!differs) return null
  return {
    kind: 'whiteSpace',
    side: 'both',
    name: null,
    message: `White space between the values: ${before} characters and ${after}.`,
  }
}

/** A byte order mark counts. */
function whiteSpaceOf(json: JsonDocument): number {
  let rest = json.text.length
  for (let node = 0; node < json.count; node++) {
    if ((json.key[node] as number) >= 0)
      rest -= (json.keyEnd[node] as number) - (json.key[node] as number) + 1
    rest -= isContainer(json, node)
      ? 2 + Math.max(0, (json.size[node] as number) - 1)
      : (json.end[node] as number) - (json.start[node] as number)
  }
  return rest
}

function short(raw: string): string {
  return raw.length <= 60 ? raw : `${raw.slice(0, 59)}…`
}
