import type { Suspect } from './suspect.ts'

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

export const bodyBom: Suspect = {
  code: 'body_bom',
  title: () => 'a byte order mark was added to or taken from the body',
  explanation: () =>
    'The signature matches with the three bytes EF BB BF at the beginning of the body added or removed.',
  fix: () =>
    'Handle the body as bytes. Decoders such as TextDecoder and response.text() drop a byte order mark, and some editors and .NET writers add one: write UTF-8 without it.',
  *bodies(body, budget) {
    if (body.subarray(0, 3).equals(BOM)) yield body.subarray(3)
    else if (budget.spend(body.length)) yield Buffer.concat([BOM, body])
  },
}
