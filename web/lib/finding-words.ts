import { placeName } from '../../shared/schema/field-name.ts'
import type { Finding } from '../../shared/schema/finding.ts'

/** `data.teams[0].id`. */
export function findingPlace({ path }: Finding): string {
  return placeName(path) || 'the payload'
}

/** What is wrong, without saying where. */
export function findingWords(finding: Finding): string {
  if (finding.kind === 'drift') return 'the schema does not name it'
  return finding.found === 'missing'
    ? `missing, expected ${finding.expected}`
    : `expected ${finding.expected}, found ${finding.found}`
}

/** Tells findings apart: a value can be wrong in several ways. */
export function findingKey(finding: Finding): string {
  return `${findingPlace(finding)} ${findingWords(finding)}`
}
