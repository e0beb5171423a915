import type { Path } from '../change.ts'
import { memberStep } from '../json/read.ts'

const LONGEST = 200

/** What a field is called, whichever element of a list it is in: `data.teams[].name`. */
export function fieldName(path: Path): string {
  const name = named(path, () => '[]')
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name
}

/** Where a value stands: `data.teams[0].name`; empty for the payload itself. */
export function placeName(path: Path): string {
  return named(path, (place) => `[${place}]`)
}

function named(path: Path, element: (place: number) => string): string {
  return path
    .map((step) => (typeof step === 'number' ? element(step) : memberStep(step)))
    .join('')
    .replace(/^\./, '')
}
