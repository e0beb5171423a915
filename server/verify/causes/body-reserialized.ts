import { isUtf8 } from 'node:buffer'
import { formatJson, type JsonStyle } from '../../../shared/json/format.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import type { Suspect } from './suspect.ts'

type Layout = Pick<JsonStyle, 'indent' | 'comma' | 'colon'>

/** The likeliest first: what JSON.stringify writes, Python, then indentations. */
const layouts: Layout[] = [
  { indent: null, comma: ',', colon: ':' },
  { indent: null, comma: ', ', colon: ': ' },
  { indent: '  ', comma: ',', colon: ': ' },
  { indent: '    ', comma: ',', colon: ': ' },
  { indent: '\t', comma: ',', colon: ': ' },
  { indent: null, comma: ',', colon: ': ' },
]
const strings: JsonStyle['strings'][] = ['keep', 'plain', 'ascii', 'slashes', 'slashesAscii', 'html', 'ASCII']

const styles: JsonStyle[] = strings.flatMap((string) =>
  [false, true].flatMap((sorted) =>
    (['keep', 'javascript'] as const).flatMap((numbers) =>
      layouts.map((layout) => ({ ...layout, strings: string, sorted, numbers })),
    ),
  ),
)

/** Reading a larger one takes longer than anybody should wait for a guess. */
const MAX_BYTES = 2 * 1024 * 1024

export const bodyReserialized: Suspect = {
  code: 'body_reserialized',
  title: () => 'the body was written anew on its way here',
  explanation: () =>
    'The signature matches the same JSON written otherwise. Something between the sender and this place parsed the body and wrote it again; its meaning is the same, its bytes are not, and a signature covers bytes.',
  fix: () =>
    'Verify the raw body, before anything parses it. Look for a JSON body parser, a proxy or a gateway that maps the request, and give the verification the bytes as they came.',
  bodyCost: 24,
  *bodies(body) {
    if (body.length > MAX_BYTES) return
    // A byte order mark is another cause's.
    if (!isUtf8(body) || body[0] === 0xef) return
    const text = body.toString()
    const { document } = parseJson(text)
    if (document === null) return
    for (const style of styles) yield Buffer.from(formatJson(document, style))
  },
}
