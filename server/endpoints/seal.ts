import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../config.ts'

/** Seals secrets for storage with AES-256-GCM. `context` binds a sealed text to the row it stands in. */
export interface Seal {
  seal(text: string, context: string): Uint8Array
  /** @throws when the bytes were sealed with another key, for another context, or were changed. */
  open(sealed: Uint8Array, context: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_FILE = 'encryption.key'

/** A seal with the configured key, else with the data dir's key file, which is made where it is missing. */
export function createSeal(configuredKey: string | null, dataDir: string): Seal {
  const key =
    configuredKey === null
      ? keyFromFile(join(dataDir, KEY_FILE))
      : readKey(configuredKey, 'HOOKLENS_ENCRYPTION_KEY')
  return {
    seal: (text, context) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([text, decipher.final()]).toString('utf8')
    },
  }
}

function readKey(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), /^[0-9a-f]{64}$/i.test(text.trim()) ? 'hex' : 'base64')
  if (key.length === 32) return key
  throw new ConfigError(
    `${source}: expected 32 bytes as base64 or hex. Put the key back that sealed the stored secrets; \`openssl rand -base64 32\` makes a new one.`,
  )
}

function keyFromFile(file: string): Buffer {
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  }
  chmodSync(file, 0o600)
  return readKey(readFileSync(file, 'utf8'), file)
}
