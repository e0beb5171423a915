import { type DeliveryMark, deliveryMarks } from '../delivery-mark.ts'
import { causeCodes } from '../diagnosis.ts'
import { type Flag, flags } from '../flag.ts'
import { type SchemaState, schemaStates } from '../schema/finding.ts'
import { type Verdict, verdicts } from '../verdict.ts'
import type { Pattern, PatternField, PlainField, Term } from './ast.ts'
import { fieldNames, fieldOf } from './fields.ts'
import { fold } from './fold.ts'
import type { Piece, Word } from './lex.ts'
import { parseDataValue, parseSize } from './parse-number.ts'
import { parseTime } from './parse-time.ts'
import { QueryError } from './query-error.ts'
import { matchPattern } from './wildcard.ts'

/** Text is found by its trigrams. */
const MIN_TEXT = 3

/** Reads one word of the query `text` as a term. @throws QueryError */
export function parseTerm(word: Word, text: string): Term {
  const open = [...(word.name ?? []), ...word.value].find(({ closed }) => !closed)
  if (open) throw fail(open, 'This quote is not closed.')
  if (word.name === null) return parseText(word)

  const field = fieldOf(word.name)
  if (field === null) throw unknownField(word, text)
  if (field === 'header' || field === 'data') return parseNamed(field, word, word.name, text)
  return parsePlain(field, onlyPiece(word.value), word)
}

function parseText(word: Word): Term {
  const text = onlyPiece(word.value)?.text ?? ''
  if ([...text].length < MIN_TEXT) throw fail(word, `Text to look for has at least ${MIN_TEXT} characters.`)
  return { kind: 'term', field: 'text', text }
}

function parsePlain(field: PlainField, piece: Piece | null, word: Word): Term {
  if (!piece?.text) throw fail(word, `Expected a value after "${field}:".`)
  const { text } = piece
  switch (field) {
    case 'verdict':
      return { kind: 'term', field, verdict: parseVerdict(piece) }
    case 'delivery':
      return { kind: 'term', field, mark: parseMark(piece) }
    case 'flag':
      return { kind: 'term', field, flag: parseFlag(piece) }
    case 'schema':
      return { kind: 'term', field, state: parseState(piece) }
    case 'cause':
      return { kind: 'term', field, pattern: parseCause(piece) }
    case 'entity':
    case 'user':
    case 'team':
      return { kind: 'term', field, id: text }
    case 'size':
      return { kind: 'term', field, ...parseSize(piece) }
    case 'after':
    case 'before':
      return { kind: 'term', field, time: parseTime(piece, field) }
    default:
      return { kind: 'term', field: field satisfies PatternField, pattern: patternOf(piece) }
  }
}

function parseNamed(field: 'header' | 'data', word: Word, name: Piece[], text: string): Term {
  const [key, ...keys] = pathOf(name, word)
  const example = field === 'header' ? 'header.user-agent:Svix*' : 'data.display_name:Ada'
  if (key === undefined || keys.length === 0) {
    throw fail(word, `Expected a name after "${field}", as in ${example}.`)
  }
  const piece = onlyPiece(word.value)
  if (!piece) throw fail(word, `Expected a value after "${text.slice(word.from, word.to)}", or * for any.`)
  if (field === 'header')
    return { kind: 'term', field, name: fold(keys.join('.')), pattern: patternOf(piece) }
  return { kind: 'term', field, path: ['data', ...keys], value: parseDataValue(piece) }
}

/** The keys of `data.a."b c".d`; each stands in quotes as a whole, or not at all. */
function pathOf(name: Piece[], word: Word): string[] {
  const keys: string[] = []
  let expectsKey = true
  for (const piece of name) {
    if (piece.quoted) {
      if (!expectsKey) throw fail(piece, 'Expected a dot before this quote.')
      keys.push(piece.text)
      expectsKey = false
      continue
    }
    for (const [index, key] of piece.text.split('.').entries()) {
      if (index > 0) {
        if (expectsKey) throw fail(word, 'Expected a name between the dots, or "" for an empty one.')
        expectsKey = true
      }
      if (key === '') continue
      if (!expectsKey) throw fail(piece, 'Expected a dot after the quote.')
      keys.push(key)
      expectsKey = false
    }
  }
  if (expectsKey && keys.length > 0) throw fail(word, 'Expected a name after the last dot.')
  return keys
}

/** A value in one piece, quoted as a whole or not at all; null: nothing is there. */
function onlyPiece([piece, second]: Piece[]): Piece | null {
  if (second) throw fail(second, 'Quotes stand around a whole value. A quote within them is written \\".')
  return piece ?? null
}

function parseVerdict(piece: Piece): Verdict {
  const verdict = verdicts.find((name) => name === piece.text)
  if (!verdict) throw fail(piece, `A verdict is one of ${verdicts.join(', ')}.`)
  return verdict
}

function parseMark(piece: Piece): DeliveryMark {
  const mark = deliveryMarks.find((name) => name === piece.text)
  if (!mark) throw fail(piece, `Deliveries are one of ${deliveryMarks.join(', ')}.`)
  return mark
}

function parseFlag(piece: Piece): Flag {
  const flag = flags.find((name) => name.toLowerCase() === piece.text.toLowerCase())
  if (!flag) throw fail(piece, `A flag is one of ${flags.join(', ')}.`)
  return flag
}

function parseState(piece: Piece): SchemaState {
  const state = schemaStates.find((name) => name === piece.text)
  if (!state) throw fail(piece, `A schema's answer is one of ${schemaStates.join(', ')}.`)
  return state
}

function parseCause(piece: Piece): Pattern {
  const pattern = patternOf(piece)
  if (causeCodes.some((code) => matchPattern(pattern, code))) return pattern
  throw fail(piece, 'No cause has this name. Causes are named like body_reserialized or secret_*.')
}

function patternOf({ text, quoted }: Piece): Pattern {
  return { text, wildcard: !quoted && text.includes('*') }
}

function unknownField(word: Word, text: string): QueryError {
  const name = text.slice(word.from, word.name?.at(-1)?.to ?? word.from)
  const inQuotes = `"${text.slice(word.from, word.to).replaceAll('"', '\\"')}"`
  return new QueryError(
    `There is no field "${name}". Fields are ${fieldNames}. To look for text, put it in quotes: ${inQuotes}.`,
    word.from,
    Math.max(1, name.length),
  )
}

function fail({ from, to }: { from: number; to: number }, message: string): QueryError {
  return new QueryError(message, from, to - from)
}
