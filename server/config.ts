import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { slugSchema } from '../shared/endpoint.ts'

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
  endpoints: { slug: string; name: string }[]
  secrets: ConfiguredSecret[]
}

/** The settings of the command line, as text, where given. */
export interface Flags {
  host?: string | undefined
  port?: string | undefined
  dataDir?: string | undefined
  publicUrl?: string | undefined
  maxBodyBytes?: string | undefined
  config?: string | undefined
  databaseUrl?: string | undefined
}

type Env = Record<string, string | undefined>

/** Flags win over the environment, the environment over defaults. @throws ConfigError */
export function readConfig(givenFlags: Flags, givenEnv: Env): Config {
  const [flags, env] = [withoutEmpty(givenFlags), withoutEmpty(givenEnv)]
  refuseWhatIsNotThere(flags, env)
  const file = readConfigFile(flags.config ?? env['HOOKLENS_CONFIG'], env)
  return {
    host: flags.host ?? env['HOOKLENS_HOST'] ?? '127.0.0.1',
    port: readNumber('--port', flags.port ?? env['HOOKLENS_PORT'] ?? env['PORT'], 4400, 0, 65_535),
    dataDir: resolve(flags.dataDir ?? env['HOOKLENS_DATA_DIR'] ?? '.hooklens'),
    publicUrl: readPublicUrl(flags.publicUrl ?? env['HOOKLENS_PUBLIC_URL']),
    encryptionKey: env['HOOKLENS_ENCRYPTION_KEY'] || null,
    maxBodyBytes: readNumber(
      '--max-body-bytes',
      flags.maxBodyBytes ?? env['HOOKLENS_MAX_BODY_BYTES'],
      5 * 1024 * 1024,
      1,
      512 * 1024 * 1024,
    ),
    endpoints: file.endpoints,
    secrets: [...file.secrets, ...secretsOfStack(env)],
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

const fileSchema = z.strictObject({
  endpoints: z
    .array(
      z.strictObject({
        slug: slugSchema,
        name: z.string().min(1).max(100).optional(),
        secrets: z
          .array(z.strictObject({ env: z.string().min(1), label: z.string().min(1).max(100).optional() }))
          .default([]),
      }),
    )
    .default([]),
})

const DEFAULT_FILE = 'hooklens.config.json'

function readConfigFile(named: string | undefined, env: Env): Pick<Config, 'endpoints' | 'secrets'> {
  const path = named ?? DEFAULT_FILE
  if (!existsSync(path)) {
    if (named) throw new ConfigError(`HOOKLENS_CONFIG: there is no file ${path}.`)
    return { endpoints: [], secrets: [] }
  }
  const { endpoints } = parseFile(path)
  return {
    endpoints: endpoints.map(({ slug, name }) => ({ slug, name: name ?? slug })),
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
