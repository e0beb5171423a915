import { overlay } from '../../../shared/json/overlay.ts'
import { UsageError } from '../usage-error.ts'

/**
 * What is to be laid over a sample's data: an object, and over it single values written as `data.path=value`. A value is
 * JSON where it can be read as such, else text. Undefined: nothing. @throws UsageError
 */
export function readSettings(
  data: unknown,
  settings: readonly string[],
): Record<string, unknown> | undefined {
  if (data !== undefined && (typeof data !== 'object' || data === null || Array.isArray(data))) {
    throw new UsageError('--data: write a JSON object, which is laid over the data of the sample.')
  }
  if (data === undefined && settings.length === 0) return undefined
  return settings.map(readSetting).reduce(overlay, data ?? {}) as Record<string, unknown>
}

function readSetting(setting: string): unknown {
  const [path = '', ...rest] = setting.split('=')
  const [root, ...keys] = path.split('.')
  if (rest.length === 0 || root !== 'data' || keys.length === 0 || keys.includes('')) {
    throw new UsageError(`--set: “${setting}” is no setting. Write it as data.display_name=Ada.`)
  }
  return keys.reduceRight<unknown>((value, key) => ({ [key]: value }), readValue(rest.join('=')))
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
