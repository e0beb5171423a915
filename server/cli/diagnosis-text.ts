import type { Cause, Diagnosis, DiffPart, Evidence } from '../../shared/diagnosis.ts'

/** A diagnosis for people at a terminal. `at`: the time that the timestamp was judged by, in epoch milliseconds. */
export function diagnosisText(diagnosis: Diagnosis, at: number): string {
  const { causes, checks, svix } = diagnosis
  const sections = [
    verdictLine(diagnosis),
    ...causes.flatMap((cause, index) => causeSections(cause, index)),
    section(
      `Checks, at ${new Date(at).toISOString()}`,
      checks.map(({ check, outcome, message }) => `${outcome.padEnd(7)} ${check.padEnd(9)} ${message}`),
    ),
    `svix ${svix.version} ${svix.error === null ? 'accepts this request.' : `says: ${svix.error}`}`,
  ]
  return sections.map(printable).join('\n\n')
}

/** The text with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, escaped)
}

function verdictLine({ verdict, matched, causes }: Diagnosis): string {
  switch (verdict) {
    case 'verified':
      return `Verified with ${matched?.label}.`
    case 'unsigned':
      return 'Not verified: the request has no signature headers.'
    case 'failed':
    case 'unchecked':
      return `Not verified: ${causes[0]?.title ?? 'the signature does not match'}.`
  }
}

function causeSections(cause: Cause, index: number): string[] {
  const proof = proofLines(cause.evidence)
  return [
    `${index === 0 ? '' : `Also: ${cause.title}.\n`}${cause.explanation} (${cause.confidence})`,
    ...(proof.length > 0 ? [section('Proof', proof)] : []),
    section('Fix', [cause.fix]),
  ]
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n')
}

function proofLines({ secret, diff, value, signature, tried }: Evidence): string[] {
  return [
    ...(secret ? [`secret     ${secret.label} (${secret.hint})`] : []),
    ...(signature ? [`signature  ${signature}`] : []),
    ...(value ? [`${value.name}: received ${show(value.received)}${signed(value.signed)}`] : []),
    ...(diff ? diffLines(diff) : []),
    ...(tried
      ? [
          `tried      ${tried.signatures} signatures, ${tried.secrets} secrets, ${tried.bodies} bodies${tried.complete ? '' : ', then stopped: the request is large'}`,
        ]
      : []),
  ]
}

function signed(value: string | null): string {
  return value === null ? '' : `, signed ${show(value)}`
}

function show(text: string): string {
  return text === '' ? 'nothing' : `“${text}”`
}

function diffLines(diff: readonly DiffPart[]): string[] {
  return [
    `body       ${diff.map(diffPart).join('')}`,
    '           [-signed, not received-] {+received, not signed+}   · space  → tab  ␍ CR  ␊ LF',
  ]
}

function diffPart({ kind, text, bytes }: DiffPart): string {
  switch (kind) {
    case 'same':
      return text.replace(/[\r\n\t]/g, mark)
    case 'signed':
      return `[-${text.replace(/[\r\n\t ]/g, mark)}-]`
    case 'received':
      return `{+${text.replace(/[\r\n\t ]/g, mark)}+}`
    case 'skipped':
      return ` … ${bytes} bytes … `
  }
}

function mark(character: string): string {
  const marks: Record<string, string> = { '\r': '␍', '\n': '␊', '\t': '→', ' ': '·' }
  return marks[character] ?? character
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return code < 0x100
    ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
    : `\\u{${code.toString(16).toUpperCase()}}`
}
