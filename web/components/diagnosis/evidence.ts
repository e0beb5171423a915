import type { Evidence } from '../../../shared/diagnosis.ts'

/** A named fact; `text` is drawn as a machine wrote it. */
export interface Fact {
  name: string
  text: string
}

/** How far a timestamp may be from the receipt. */
const TOLERANCE_S = 300

/** What came and what was signed, side by side. */
export function valueFacts({ value }: Evidence): Fact[] {
  // What is wrong with a secret is told in words already; its text is nobody's to see.
  if (value === undefined || value.name === 'secret') return []
  const facts = [{ name: `${value.name} received`, text: value.received }]
  if (value.signed !== null) facts.push({ name: `${value.name} signed`, text: value.signed })
  return facts.filter(({ text }) => text !== '')
}

/** How late or early the event is, and how its neighbours are, in sentences. */
export function secondsWords({ seconds }: Evidence): string[] {
  if (seconds === undefined) return []
  const { ageS, typicalS, others } = seconds
  const own = `Signed ${spoken(ageS)} receipt; the limit is ${TOLERANCE_S} s.`
  if (typicalS === null || others === 0) return [own]
  const which = others === 1 ? 'The event before it' : `The ${others} events before it`
  return [own, `${which} from this source: ${others === 1 ? '' : 'typically '}${spoken(typicalS)} receipt.`]
}

/** Whether a cause has anything to show besides its explanation. */
export function hasProof(evidence: Evidence): boolean {
  const { diff, secret, event, signature } = evidence
  return (
    [diff, secret, event, signature].some((shown) => shown !== undefined) ||
    valueFacts(evidence).length > 0 ||
    secondsWords(evidence).length > 0
  )
}

function spoken(ageS: number): string {
  const side = ageS < 0 ? 'after' : 'before'
  return `${Math.abs(ageS).toLocaleString('en')} s ${side}`
}
