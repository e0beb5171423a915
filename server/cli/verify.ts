import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import {
  parseSavedRequest,
  RequestFormatError,
  type SavedRequest,
} from '../../shared/request-formats/index.ts'
import { readTime } from '../../shared/request-formats/read-time.ts'
import { diagnose, type SecretWithText } from '../verify/diagnose.ts'
import { givenSecret, judgeSaved } from '../verify/saved-request.ts'
import { diagnosisText, printable } from './diagnosis-text.ts'
import { UsageError } from './usage-error.ts'

export interface VerifyFlags {
  secret: string[]
  at?: string | undefined
  json?: boolean | undefined
}

/**
 * Explains a saved request, without a server. Returns the exit code: 0 verified, 1 not. @throws UsageError
 */
export async function verify(file: string | undefined, flags: VerifyFlags): Promise<0 | 1> {
  const secrets = secretsOf(flags.secret, process.env)
  const at = flags.at === undefined ? null : timeOf(flags.at)
  const request = parse(await read(file), file)
  const { receivedAtKnown, ...event } = judgeSaved(request, secrets, { at, now: Date.now() })
  const diagnosis = diagnose(event, secrets)

  const isLate = diagnosis.checks.some(({ check, outcome }) => check === 'timestamp' && outcome === 'fail')
  const notes = isLate && !receivedAtKnown ? [...request.warnings, judgedByNowNote] : request.warnings
  for (const note of notes) process.stderr.write(`Note: ${printable(note)}\n`)
  const output = flags.json ? JSON.stringify(diagnosis, null, 2) : diagnosisText(diagnosis, event.receivedAt)
  process.stdout.write(`${output}\n`)
  return event.verdict === 'verified' ? 0 : 1
}

const judgedByNowNote =
  'The request does not tell when it was received, so its timestamp is judged by the time now. Give that time with --at.'

function secretsOf(given: readonly string[], env: Record<string, string | undefined>): SecretWithText[] {
  const named = given.map((text, index) => ({
    label: given.length > 1 ? `--secret ${index + 1}` : '--secret',
    text,
  }))
  for (const label of ['STACK_WEBHOOK_SECRET', 'HEXCLAVE_WEBHOOK_SECRET']) {
    const text = env[label]
    if (text && named.every((other) => other.text !== text)) named.push({ label, text })
  }
  if (named.length === 0) {
    throw new UsageError('There is no secret: give it with --secret, or in STACK_WEBHOOK_SECRET.')
  }
  return named.map(({ label, text }) => givenSecret(label, text))
}

function timeOf(text: string): number {
  const time = readTime(text)
  if (time !== null) return time
  throw new UsageError(
    `--at: “${text}” is no time. Write it as 2026-11-23T10:00:00Z, or as unix seconds or milliseconds.`,
  )
}

async function read(file: string | undefined): Promise<Buffer> {
  if (file === undefined || file === '-') {
    if (process.stdin.isTTY) process.stderr.write('Paste a request and end it with Ctrl-D.\n')
    return buffer(process.stdin)
  }
  try {
    return readFileSync(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function parse(bytes: Buffer, file: string | undefined): SavedRequest {
  try {
    return parseSavedRequest(bytes)
  } catch (error) {
    if (!(error instanceof RequestFormatError)) throw error
    throw new UsageError(printable(`${file ?? 'Standard input'}: ${error.message}`))
  }
}
