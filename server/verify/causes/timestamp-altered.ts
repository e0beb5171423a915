import type { Suspect } from './suspect.ts'

/** A longer text is no time. */
const MAX_CHARACTERS = 64

export const timestampAltered: Suspect = {
  code: 'timestamp_altered',
  title: () => 'the timestamp was changed on its way here',
  explanation: ({ value }) =>
    `The signature matches the timestamp ${value?.signed}; “${value?.received}” came.`,
  fix: () =>
    'Pass the header svix-timestamp on as it came, as text: parsed and written again it is another one.',
  *timestamps(timestamp) {
    if (timestamp.length > MAX_CHARACTERS) return
    const trimmed = timestamp.trim()
    const digits = trimmed.replace(/^["'+]+|["']+$/g, '')
    const date = Date.parse(trimmed)
    const variants = [
      trimmed,
      digits,
      digits.replace(/\.\d*$/, ''),
      digits.replace(/^0+(?=\d)/, ''),
      /^\d{13}$/.test(digits) ? digits.slice(0, 10) : '',
      /^\d{10}$/.test(digits) ? `${digits}000` : '',
      Number.isFinite(Number(digits)) ? String(Math.floor(Number(digits))) : '',
      Number.isNaN(date) || /^[\d.]+$/.test(trimmed) ? '' : String(Math.floor(date / 1000)),
    ]
    for (const value of new Set(variants)) {
      if (value === '' || value === timestamp) continue
      yield { value, evidence: { value: { name: 'svix-timestamp', received: timestamp, signed: value } } }
    }
  },
}
