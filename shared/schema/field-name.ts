import type { Path } from '../change.ts'
import { memberStep } from '../json/read.ts'

const LONGEST = 200

/** What a field is called, whichever element of a list it is in: `data.teams[].name`. */
export function fieldName(path: Path): string {
  const name = path
    .map((step) => (typeof step === 'number' ? '[]' : memberStep(step)))
    .join('')
    .replace(/^\./, '')
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name
}
