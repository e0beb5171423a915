import { list, seconds } from '../../verify/wording.ts'
import { type Facts, isEarly, isOld } from './facts.ts'

/** What is known for certain of the request that was sent, a sentence each. */
export function certainOf(facts: Facts): string[] {
  if (facts.missing.length === 3) return ['We sent it without signature headers.']
  return [...headersOf(facts), signatureOf(facts), ...timeOf(facts)]
}

function headersOf({ missing, repeated }: Facts): string[] {
  const lines: string[] = []
  if (missing.length > 0) lines.push(`We sent it without a header for the ${list(missing)} of the signature.`)
  if (repeated.length > 0) lines.push(`We sent more than one ${list(repeated)}.`)
  return lines
}

function signatureOf(facts: Facts): string {
  const { signatureValid, secretLabel, ageS } = facts
  if (signatureValid === null)
    return 'No secret is known here to tell whether the signature we sent was valid.'
  if (!signatureValid) {
    const why = facts.edited && facts.signature === 'original' ? ' It is from before the edit.' : ''
    return `The signature we sent was not valid for these bytes with any secret that is known here.${why}`
  }
  const secret = secretLabel === null ? 'this secret' : `this secret ("${secretLabel}")`
  const age = ageS === null ? '' : `, and ${ageOf(ageS)}`
  return `The signature we sent was valid for these bytes and ${secret}${age}.`
}

function timeOf(facts: Facts): string[] {
  const { ageS, signatureValid } = facts
  if (ageS === null) return []
  const lines = signatureValid ? [] : [`The timestamp we sent was ${ageOf(ageS)}.`]
  if (isOld(facts) || isEarly(facts)) lines.push('The libraries take 300 s at most.')
  return lines
}

function ageOf(ageS: number): string {
  return ageS < 0 ? `${seconds(-ageS)} in the future` : `${seconds(ageS)} old`
}
