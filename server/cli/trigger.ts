import { readFileSync } from 'node:fs'
import { type CreateSample, createSampleSchema } from '../../shared/sample.ts'
import { scenarioOf } from '../../shared/stack/scenarios/index.ts'
import { AppError } from '../errors.ts'
import { printable } from './diagnosis-text.ts'
import { follow, type Sending } from './trigger/follow.ts'
import { listText } from './trigger/list.ts'
import { sendDirectly } from './trigger/send-directly.ts'
import { sendThroughServer } from './trigger/send-through-server.ts'
import { readSettings } from './trigger/settings.ts'
import { UsageError } from './usage-error.ts'

export interface TriggerFlags {
  endpoint?: string | undefined
  to?: string | undefined
  secret?: string | undefined
  oldSecret?: string | undefined
  server?: string | undefined
  set: string[]
  unset: string[]
  data?: string | undefined
  tamper?: string | undefined
  count?: string | undefined
  rate?: string | undefined
  seed?: string | undefined
  list?: boolean | undefined
  json?: boolean | undefined
}

/** Where samples go unless somebody names another place. */
const DEFAULT_ENDPOINT = 'stack'

/**
 * Sends samples or a scenario to an endpoint of a running server, or straight to a handler. Returns the exit code: 0 all
 * were taken, 1 some were not, 130 it was interrupted. @throws UsageError, RemoteError
 */
export async function trigger(what: string | undefined, flags: TriggerFlags): Promise<0 | 1 | 130> {
  if (flags.list) {
    process.stdout.write(listText(flags.json ?? false))
    return 0
  }
  if (what === undefined) {
    throw new UsageError('Name a type such as user.created or a scenario such as sign-up: --list lists them.')
  }
  const ask = readAsk(what, flags)
  try {
    const sending: Sending =
      ask.url === undefined ? await sendThroughServer(ask, flags.server) : sendDirectly(ask, ask.url)
    return await follow(sending, flags.json ?? false)
  } catch (error) {
    // What the API refuses as input is wrong usage here.
    throw error instanceof AppError ? new UsageError(printable(error.message)) : error
  }
}

/** @throws UsageError */
function readAsk(what: string, flags: TriggerFlags): CreateSample {
  const { to, endpoint, tamper, seed, unset } = flags
  if (to === undefined && (flags.secret !== undefined || flags.oldSecret !== undefined)) {
    throw new UsageError('--secret is for a handler: name it with --to. An endpoint has its own secrets.')
  }
  if (to !== undefined && endpoint !== undefined) throw new UsageError('Name either --endpoint or --to.')
  const overrides = readSettings(flags.data === undefined ? undefined : jsonOf(flags.data), flags.set)
  const parsed = createSampleSchema.safeParse({
    ...(scenarioOf(what) ? { scenario: what } : { type: what }),
    ...(to === undefined
      ? { endpoint: endpoint ?? DEFAULT_ENDPOINT }
      : { url: to, secret: secretOf(flags), oldSecret: flags.oldSecret }),
    overrides,
    unset: unset.length > 0 ? unset : undefined,
    tamper,
    seed,
    count: numberOf('--count', flags.count),
    ratePerSecond: numberOf('--rate', flags.rate),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`${flagOf(issue?.path[0])}: ${issue?.message ?? 'This value cannot be used.'}`)
}

/** The environment keeps a secret out of the shell's history. */
function secretOf({ secret }: TriggerFlags): string {
  const found = secret ?? process.env['STACK_WEBHOOK_SECRET'] ?? process.env['HEXCLAVE_WEBHOOK_SECRET']
  if (found) return found
  throw new UsageError('--to needs the secret of the handler: --secret, or STACK_WEBHOOK_SECRET.')
}

function jsonOf(data: string): unknown {
  const text = data.startsWith('@') ? fileText(data.slice(1)) : data
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`--data: this is no JSON. Write an object, or @ and the name of a file.`)
  }
}

function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number)) return number
  throw new UsageError(`${flag}: “${text}” is no number.`)
}

const flagOfField: Record<string, string> = {
  url: '--to',
  oldSecret: '--old-secret',
  ratePerSecond: '--rate',
  overrides: '--set and --data',
}

function flagOf(field: unknown): string {
  return flagOfField[String(field)] ?? `--${String(field)}`
}
