const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
/** Those that are nothing but digits already, without zeros at either end. */
const plainInteger = /^-?[1-9](?:\d*[1-9])?$/
/** So many digits every double holds. */
const SAFE_DIGITS = 15
const ZERO = 0x30

/**
 * One spelling for each number: `1`, `1.0` and `10e-1` are all `1e0`. Exact, whatever the number of digits.
 * @param literal a number as JSON writes it
 */
export function canonicalNumber(literal: string): string {
  if (plainInteger.test(literal)) return `${literal}e0`
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts.exec(literal) ?? []
  const all = whole + fraction
  let first = 0
  while (all.charCodeAt(first) === ZERO) first++
  if (first === all.length) return '0e0'
  let last = all.length
  while (all.charCodeAt(last - 1) === ZERO) last--
  return `${sign}${all.slice(first, last)}e${BigInt(exponent) + BigInt(whole.length - last)}`
}

/** Whether `JSON.parse` makes another number of it. */
export function losesDigits(literal: string): boolean {
  if (literal.length <= SAFE_DIGITS && /^-?\d+$/.test(literal)) return false
  const read = Number(literal)
  return !Number.isFinite(read) || canonicalNumber(String(read)) !== canonicalNumber(literal)
}
