import type { Change, JsonDiff, ValueText } from '../change.ts'
import type { JsonDocument } from '../json/parse.ts'
import { rawValue } from '../json/read.ts'
import { sidesOf } from './ids.ts'
import { isNoise } from './noise.ts'
import { keyOrderNote, keySpellingNotes, losses, NoteList, spellingNote, whiteSpaceNote } from './notes.ts'
import { Places } from './places.ts'
import { walk } from './walk.ts'

/** Of each value so many characters are given. */
const VALUE_CHARS = 2000
/**
 * Characters that all changes may take together, some 50 MB in memory: paths, names and values of a hostile text could
 * be longer than the text.
 */
const ROOM = 20_000_000
/** What a change takes by itself, and each step of its path. */
const OWN = 100
const STEP = 8

/**
 * Compares two JSON texts by meaning: the order of members, the spelling of numbers and strings and white space make no
 * change, but a note. Elements of arrays are matched by their ids, else by their values, else by their places.
 * @param limit how many changes are given, as far as there is room in memory (some 100,000); all are counted
 */
export function compareJson(
  left: JsonDocument,
  right: JsonDocument,
  limit = Number.POSITIVE_INFINITY,
): JsonDiff {
  const sides = sidesOf(left, right)
  const places = { left: new Places(left), right: new Places(right) }
  const notes = new NoteList()
  const changes: Change[] = []
  let total = 0
  let taken = 0

  const keep = (make: () => Change) => {
    total++
    if (changes.length >= limit || taken >= ROOM) return
    const change = make()
    taken += roomOf(change)
    changes.push(change)
  }
  const place = (side: 'left' | 'right', node: number) => {
    const path = places[side].pathOf(node)
    return { path, name: places[side].nameOf(node), noise: isNoise(path) }
  }

  for (const step of walk(sides.left, sides.right)) {
    switch (step.kind) {
      case 'removed':
        keep(() => ({ kind: 'removed', ...place('left', step.left), value: textOf(left, step.left) }))
        break
      case 'added':
        keep(() => ({ kind: 'added', ...place('right', step.right), value: textOf(right, step.right) }))
        break
      case 'moved':
        keep(() => ({
          kind: 'moved',
          ...place('right', step.right),
          value: textOf(right, step.right),
          from: left.place[step.left] as number,
          to: right.place[step.right] as number,
        }))
        break
      case 'values': {
        if (sides.left.ids.meaning[step.left] === sides.right.ids.meaning[step.right]) {
          notes.add(() => spellingNote(left, right, step, places.right))
        } else {
          const [before, after] = [textOf(left, step.left), textOf(right, step.right)]
          keep(() => ({ kind: 'changed', ...place('right', step.right), before, after }))
        }
        break
      }
      case 'containers':
        notes.add(() => keyOrderNote(left, step, places.right))
        for (const note of keySpellingNotes(sides.left, sides.right, step, places.right))
          notes.add(() => note)
    }
  }
  losses({ json: left, places: places.left }, { json: right, places: places.right }, notes)
  notes.add(() => whiteSpaceNote(sides.left, sides.right))
  return { changes, total, notes: notes.list() }
}

function roomOf(change: Change): number {
  const values =
    change.kind === 'changed'
      ? change.before.text.length + change.after.text.length
      : change.value.text.length
  return OWN + STEP * change.path.length + change.name.length + values
}

function textOf(json: JsonDocument, node: number): ValueText {
  const raw = rawValue(json, node)
  return { text: raw.slice(0, VALUE_CHARS), length: raw.length }
}
