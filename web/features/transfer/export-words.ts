import { shellWord } from '../../../shared/export/shell-word.ts'
import { encodeUtf8 } from '../../../shared/request-formats/bytes.ts'
import type { ExportFormat } from '../../../shared/transfer.ts'
import type { AsOf } from '../../api/events.ts'
import { exportUrl } from '../../api/transfer.ts'

export const formatNames: Record<ExportFormat, string> = { ndjson: 'NDJSON', har: 'HAR', csv: 'CSV' }

export const formatWords: Record<ExportFormat, string> = {
  ndjson: 'One line of JSON an event, with every byte. It can be imported again without loss.',
  har: 'For browsers and HTTP tools. It holds the requests whole, and can be imported again.',
  csv: 'For spreadsheets: a line an event, without headers and bodies.',
}

/** Commands for bash that fetch the same file; `hooklens export` names no moment. */
export function exportCommands(
  origin: string,
  q: string,
  format: ExportFormat,
  asOf: AsOf | null,
): { cli: string | null; curl: string } {
  const word = (text: string) => (/^[\w./:-]+$/.test(text) ? text : shellWord(encodeUtf8(text)))
  const query = q === '' ? '' : ` --q ${word(q)}`
  const file = `events.${format}`
  return {
    cli:
      asOf === null
        ? `hooklens export --server ${word(origin)}${query} --format ${format} --out ${file}`
        : null,
    curl: `curl ${word(origin + exportUrl(q, format, asOf))} --fail --output ${file}`,
  }
}

/** Bytes that an event takes beside its body: what JSON says of it, and its headers. */
const BESIDE_BODY: Record<ExportFormat, number> = { ndjson: 1200, har: 2000, csv: 300 }

/** About how large a file becomes, by the bodies of some of its events; null: of none. */
export function estimateBytes(count: number, sizes: number[], format: ExportFormat): number | null {
  if (sizes.length === 0) return null
  const body = format === 'csv' ? 0 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return Math.round(count * (1.1 * body + BESIDE_BODY[format]))
}
