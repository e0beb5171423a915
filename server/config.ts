import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { slugSchema } from '../shared/endpoint.ts'
import { fold } from '../shared/query/fold.ts'
import { type Retention, retentionSchema } from '../shared/retention.ts'
import { type CreateTarget, MAX_TARGETS } from '../shared/target.ts'
import type { ConfiguredSchema } from './catalogue/catalogue.ts'
import { fileSchemaSchema, isOfSame, readFileSchema } from './config-schemas.ts'
import { fileTargetSchema, readFileTarget } from './config-targets.ts'
import { allowProblem, type PolicyConfig } from './deliver/policy.ts'

/** A setting that cannot be used. The message names it and says what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

/** A secret that the environment brings, and the endpoint that it belongs to. */
export interface ConfiguredSecret {
  endpointSlug: string
  label: string
  secret: string
}

/** Everything that can be set, read once at the start. */
export interface Config {
  host: string
  port: number
  dataDir: string
  /** Without a trailing slash; null: derived from host and port. */
  publicUrl: string | null
  /** Base64 or hex of 32 bytes; null: a key file in the data dir. */
  encryptionKey: string | null
  maxBodyBytes: number
  /** `retention`: what it keeps, where the file says so; null: that is set on the page. */
  endpoints: { slug: string; name: string; retention?: Retention | null }[]
  secrets: ConfiguredSecret[]
  /** Targets of the file, which cannot be changed on the page. */
  targets: CreateTarget[]
  /** Schemas of the file, for types of other senders. */
  schemas: ConfiguredSchema[]
  /** Where events may be sent on to. */
  send: PolicyConfig
}

/** The settings of the command line, as text, where given. */
export interface Flags {
  host?: string | undefined
  port?: string | undefined
  dataDir?: string | undefined
  publicUrl?: string | undefined
  maxBodyBytes?: string | undefined
  sendPolicy?: string | undefined
  sendAllow?: string | undefined
  config?: string | undefined
  databaseUrl?: string | undefined
}

type Env = Record<string, string | undefined>

/** Flags win over the environment, the environment over defaults. @throws ConfigError */
export function readConfig(givenFlags: Flags, givenEnv: Env): Config {
  const [flags, env] = [withoutEmpty(givenFlags), withoutEmpty(givenEnv)]
  refuseWhatIsNotThere(flags, env)
  const file = readConfigFile(flags.config ?? env['HOOKLENS_CONFIG'], env)
  const host = flags.host ?? env['HOOKLENS_HOST'] ?? '127.0.0.1'
  const publicUrl = readPublicUrl(flags.publicUrl ?? env['HOOKLENS_PUBLIC_URL'])
  return {
    host,
    port: readNumber('--port', flags.port ?? env['HOOKLENS_PORT'] ?? env['PORT'], 4400, 0, 65_535),
    dataDir: resolve(flags.dataDir ?? env['HOOKLENS_DATA_DIR'] ?? '.hooklens'),
    publicUrl,
    encryptionKey: env['HOOKLENS_ENCRYPTION_KEY'] || null,
    maxBodyBytes: readNumber(
      '--max-body-bytes',
      flags.maxBodyBytes ?? env['HOOKLENS_MAX_BODY_BYTES'],
      5 * 1024 * 1024,
      1,
      512 * 1024 * 1024,
    ),
    endpoints: file.endpoints,
    targets: file.targets,
    schemas: file.schemas,
    secrets: [...file.secrets, ...secretsOfStack(env)],
    send: {
      policy:
        readSendPolicy(flags.sendPolicy ?? env['HOOKLENS_SEND_POLICY']) ??
        file.send.policy ??
        (isForThisMachine(host, publicUrl) ? 'any' : 'public'),
      allow: readSendAllow(flags.sendAllow ?? env['HOOKLENS_SEND_ALLOW']) ?? file.send.allow ?? [],
    },
  }
}

/** `HOOKLENS_HOST=` sets nothing: compose files write what is unset like that. */
function withoutEmpty<T extends object>(settings: T): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== '')) as T
}

/** A setting that is silently ignored would be a promise broken: of protection, or of where data goes. */
function refuseWhatIsNotThere(flags: Flags, env: Env): void {
  if (flags.databaseUrl ?? env['HOOKLENS_DATABASE_URL']) {
    throw new ConfigError(
      'HOOKLENS_DATABASE_URL: this version keeps events in SQLite only. Unset it and use --data-dir.',
    )
  }
  if (env['HOOKLENS_ADMIN_TOKEN']) {
    throw new ConfigError(
      'HOOKLENS_ADMIN_TOKEN: this version has no sign-in yet and would not be protected by it. Unset it, and keep the server on a host that only you can reach.',
    )
  }
}

function readNumber(
  name: string,
  text: string | undefined,
  fallback: number,
  min: number,
  max: number,
): number {
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new ConfigError(`${name}: "${text}" is not a whole number from ${min} to ${max}.`)
}

function readPublicUrl(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  const url = safeUrl(text)
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin
  throw new ConfigError(
    `HOOKLENS_PUBLIC_URL: "${text}" is not an origin such as https://hooks.example.com (no path).`,
  )
}

const sendPolicies = ['any', 'public'] as const

function readSendPolicy(text: string | undefined): PolicyConfig['policy'] | null {
  if (text === undefined) return null
  const policy = sendPolicies.find((known) => known === text)
  if (policy) return policy
  throw new ConfigError(
    `HOOKLENS_SEND_POLICY: "${text}" is neither "any" (send anywhere) nor "public" (the public internet, and what HOOKLENS_SEND_ALLOW names).`,
  )
}

function readSendAllow(text: string | undefined): string[] | null {
  if (text === undefined) return null
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const problem = entries.map(allowProblem).find((found) => found !== null)
  if (problem) throw new ConfigError(`HOOKLENS_SEND_ALLOW: ${problem}`)
  return entries
}

/**
 * Only people on this machine reach the server: they may send to what they can reach themselves. Behind a proxy it
 * listens on loopback too, but its public URL says otherwise.
 */
function isForThisMachine(host: string, publicUrl: string | null): boolean {
  return isLoopback(host) && (publicUrl === null || isLoopback(new URL(publicUrl).hostname))
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host)
}

const allowEntrySchema = z.string().superRefine((entry, context) => {
  const problem = allowProblem(entry)
  if (problem) context.addIssue({ code: 'custom', message: problem })
})

/** More would be a mistake. */
const MAX_SCHEMAS = 500

const fileSchema = z.strictObject({
  endpoints: z
    .array(
      z.strictObject({
        slug: slugSchema,
        name: z.string().min(1).max(100).optional(),
        retention: retentionSchema.optional(),
        secrets: z
          .array(z.strictObject({ env: z.string().min(1), label: z.string().min(1).max(100).optional() }))
          .default([]),
      }),
    )
    .default([]),
  targets: z.array(fileTargetSchema).max(MAX_TARGETS).default([]),
  schemas: z.array(fileSchemaSchema).max(MAX_SCHEMAS).default([]),
  send: z
    .strictObject({ policy: z.enum(sendPolicies).optional(), allow: z.array(allowEntrySchema).optional() })
    .default({}),
})

const DEFAULT_FILE = 'hooklens.config.json'

interface FileConfig extends Pick<Config, 'endpoints' | 'secrets' | 'targets' | 'schemas'> {
  send: z.infer<typeof fileSchema>['send']
}

function readConfigFile(named: string | undefined, env: Env): FileConfig {
  const path = named ?? DEFAULT_FILE
  if (!existsSync(path)) {
    if (named) throw new ConfigError(`HOOKLENS_CONFIG: there is no file ${path}.`)
    return { endpoints: [], secrets: [], targets: [], schemas: [], send: {} }
  }
  const { endpoints, targets, schemas, send } = parseFile(path)
  return {
    send,
    endpoints: endpoints.map(({ slug, name, retention = null }) => ({ slug, name: name ?? slug, retention })),
    secrets: endpoints.flatMap(({ slug, secrets }) =>
      secrets.map(({ env: name, label }) => {
        const secret = env[name]
        if (!secret) {
          throw new ConfigError(
            `${path}: the endpoint "${slug}" takes a secret from ${name}, which is not set.`,
          )
        }
        return { endpointSlug: slug, label: label ?? name, secret }
      }),
    ),
    schemas: schemas.map((schema, i) => {
      if (schemas.findIndex((one) => isOfSame(one, schema)) < i) {
        throw new ConfigError(`${path}: two schemas are given for the type "${schema.type}".`)
      }
      try {
        return readFileSchema(schema, dirname(resolve(path)))
      } catch (error) {
        throw new ConfigError(`${path}: ${(error as Error).message}`)
      }
    }),
    targets: targets.map((target, i) => {
      if (targets.findIndex(({ name }) => fold(name) === fold(target.name)) < i) {
        throw new ConfigError(`${path}: two targets are called "${target.name}".`)
      }
      try {
        return readFileTarget(target, env)
      } catch (error) {
        throw new ConfigError(`${path}: ${(error as Error).message}`)
      }
    }),
  }
}

function parseFile(path: string): z.infer<typeof fileSchema> {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ConfigError(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
  const parsed = fileSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ConfigError(`${path}: ${z.prettifyError(parsed.error)}`)
}

function secretsOfStack(env: Env): ConfiguredSecret[] {
  return ['STACK_WEBHOOK_SECRET', 'HEXCLAVE_WEBHOOK_SECRET'].flatMap((name) => {
    const secret = env[name]
    return secret ? [{ endpointSlug: 'stack', label: name, secret }] : []
  })
}

function safeUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
