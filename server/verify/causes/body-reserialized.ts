import { isUtf8 } from 'node:buffer'
import { formatJson, type JsonStyle } from '../../../shared/json/format.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import type { Suspect } from './suspect.ts'

type Layout = Pick<JsonStyle, 'indent' | 'comma' | 'colon'>
type Manner = Pick<JsonStyle, 'strings' | 'sorted' | 'numbers'>

/** The likeliest first: what JSON.stringify writes, Python, then indentations. */
const layouts: Layout[] = [
  { indent: null, comma: ',', colon: ':' },
  { indent: null, comma: ', ', colon: ': ' },
  { indent: '  ', comma: ',', colon: ': ' },
  { indent: '    ', comma: ',', colon: ': ' },
  { indent: '\t', comma: ',', colon: ': ' },
  { indent: null, comma: ',', colon: ': ' },
]

/** Each with what a text must hold for it to make a difference. */
const manners: { manner: Manner; differs: RegExp }[] = [
  { manner: manner({}), differs: /^/ },
  { manner: manner({ strings: 'plain' }), differs: /\\/ },
  { manner: manner({ strings: 'ascii' }), differs: /[\x7f-\uffff]/ },
  { manner: manner({ strings: 'slashes' }), differs: /\// },
  { manner: manner({ strings: 'slashesAscii' }), differs: /\/|[\x7f-\uffff]/ },
  { manner: manner({ strings: 'html' }), differs: /[<>&\u2028\u2029]/ },
  { manner: manner({ strings: 'ASCII' }), differs: /[\x7f-\uffff]/ },
  { manner: manner({ numbers: 'javascript' }), differs: /\d[.eE]|-0/ },
  { manner: manner({ numbers: 'javascript', strings: 'plain' }), differs: /\d[.eE]|-0/ },
  { manner: manner({ sorted: true }), differs: /,/ },
  { manner: manner({ sorted: true, strings: 'ascii' }), differs: /[\x7f-\uffff]/ },
]

/** Reading a larger one takes longer than anybody should wait for a guess. */
const MAX_BYTES = 4 * 1024 * 1024

export const bodyReserialized: Suspect = {
  code: 'body_reserialized',
  title: () => 'the body was written anew on its way here',
  explanation: () =>
    'The signature matches the same JSON written otherwise. Something between the sender and this place parsed the body and wrote it again; its meaning is the same, its bytes are not, and a signature covers bytes.',
  fix: () =>
    'Verify the raw body, before anything parses it. Look for a JSON body parser, a proxy or a gateway that maps the request, and give the verification the bytes as they came.',
  bodyCost: 8,
  *bodies(body) {
    // A byte order mark is another cause's, and so is white space around the whole.
    if (body.length > MAX_BYTES || !isUtf8(body) || body[0] === 0xef) return
    const text = body.toString()
    const { document } = parseJson(text)
    if (document === null) return
    const received = text.trim()
    for (const { manner, differs } of manners) {
      if (!differs.test(text)) continue
      for (const layout of layouts) {
        const written = formatJson(document, { ...layout, ...manner })
        if (written !== received) yield Buffer.from(written)
      }
    }
  },
}

function manner(given: Partial<Manner>): Manner {
  return { strings: 'keep', sorted: false, numbers: 'keep', ...given }
}
