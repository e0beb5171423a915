import { isUtf8 } from 'node:buffer'
import { type JsonLayout, laidOutLength, layOut } from '../json/lay-out.ts'
import { type JsonManner, restyle } from '../json/restyle.ts'
import { sortMembers } from '../json/sort.ts'
import { tokenize } from '../json/tokens.ts'
import type { Suspect } from './suspect.ts'
import { trimmed } from './white-space.ts'

/** The likeliest first: what JSON.stringify writes, Python, then indentations. */
const layouts: JsonLayout[] = [
  { indent: null, comma: ',', colon: ':' },
  { indent: null, comma: ', ', colon: ': ' },
  { indent: '  ', comma: ',', colon: ': ' },
  { indent: '    ', comma: ',', colon: ': ' },
  { indent: '\t', comma: ',', colon: ': ' },
  { indent: null, comma: ',', colon: ': ' },
]

interface Manner extends JsonManner {
  sorted: boolean
}

/** Each with what a text must hold for it to differ from the ones before. */
const manners: { manner: Manner; needs: RegExp[] }[] = [
  { manner: manner({}), needs: [] },
  { manner: manner({ strings: 'plain' }), needs: [/\\/] },
  { manner: manner({ strings: 'ascii' }), needs: [/[\x7f-\xff]/] },
  { manner: manner({ strings: 'slashes' }), needs: [/\//] },
  { manner: manner({ strings: 'slashesAscii' }), needs: [/\//, /[\x7f-\xff]/] },
  { manner: manner({ strings: 'html' }), needs: [/[<>&]|\xe2\x80[\xa8\xa9]/] },
  { manner: manner({ strings: 'ASCII' }), needs: [/[\x7f-\xff]/] },
  { manner: manner({ numbers: 'javascript' }), needs: [/\d[.eE]|-0/] },
  { manner: manner({ numbers: 'javascript', strings: 'plain' }), needs: [/\d[.eE]|-0/, /\\/] },
  { manner: manner({ sorted: true }), needs: [/,/] },
  { manner: manner({ sorted: true, strings: 'ascii' }), needs: [/,/, /[\x7f-\xff]/] },
]

/** A larger one takes more memory than a guess is worth. */
const MAX_BYTES = 4 * 1024 * 1024

/** What it costs, in bytes hashed: to take a byte of JSON apart, and for each token to sort, rewrite, lay it out. */
const READING = 8
const SORTING = 64
const RESTYLING = 48
const LAYING_OUT = 12

export const bodyReserialized: Suspect = {
  code: 'body_reserialized',
  title: () => 'the body was written anew on its way here',
  explanation: () =>
    'The signature matches the same JSON written otherwise. Something between the sender and this place parsed the body and wrote it again; its meaning is the same, its bytes are not, and a signature covers bytes.',
  fix: () =>
    'Verify the raw body, before anything parses it. Look for a JSON body parser, a proxy or a gateway that maps the request, and give the verification the bytes as they came.',
  // White space around the whole is another cause's, and so is a byte order mark.
  looksAt: trimmed,
  *bodies(received, budget) {
    const body = trimmed(received)
    if (!mayBeJson(body) || !budget.spend(READING * body.length)) return
    const read = tokenize(body)
    if (read === null) return
    const text = body.toString('latin1')
    for (const { manner, needs } of manners) {
      if (!needs.every((need) => need.test(text))) continue
      if (!budget.spend(read.count * costOf(manner))) continue
      const tokens = restyle(manner.sorted ? sortMembers(read) : read, manner)
      for (const layout of layouts) {
        const length = laidOutLength(tokens, layout)
        if (length > MAX_BYTES || !budget.spend(length + LAYING_OUT * tokens.count)) continue
        const written = layOut(tokens, layout, length)
        if (!written.equals(body)) yield written
      }
    }
  },
}

function manner(given: Partial<Manner>): Manner {
  return { strings: 'keep', sorted: false, numbers: 'keep', ...given }
}

/** For each token. */
function costOf({ strings, numbers, sorted }: Manner): number {
  return (strings === 'keep' && numbers === 'keep' ? 0 : RESTYLING) + (sorted ? SORTING : 0)
}

/** An object or an array: there is but one way to lay out anything else. */
function mayBeJson(body: Buffer): boolean {
  return body.length <= MAX_BYTES && (body[0] === 0x7b || body[0] === 0x5b) && isUtf8(body)
}
