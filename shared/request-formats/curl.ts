import type { HeaderPair } from '../event.ts'
import { concat, decodeBase64, decodeUtf8, encodeUtf8, latin1 } from './bytes.ts'
import { RequestFormatError, type SavedRequest } from './saved-request.ts'
import { splitCommand } from './shell-words.ts'

/** Reads a cURL command as it is written for bash. @throws RequestFormatError */
export function parseCurl(text: string): SavedRequest {
  if (isForCmd(text)) {
    throw new RequestFormatError('This command is written for cmd.exe. Copy it as cURL for bash instead.')
  }
  const { input, command } = takeInput(text.replace(/^\s*\$\s+/, ''))
  const { words, warnings } = splitCommand(command)
  const request: Parts = {
    method: null,
    url: null,
    target: null,
    headers: [],
    without: new Set(),
    data: [],
    json: false,
    input,
  }
  for (const option of readOptions(words.slice(1))) apply(request, option)
  if (request.url === null) throw new RequestFormatError('The cURL command names no URL.')
  const hasBody = request.data.length > 0
  addDefault(request, hasBody, 'content-type', contentType(request))
  return {
    format: 'curl',
    method: request.method ?? (hasBody ? 'POST' : 'GET'),
    url: request.target === null ? request.url : onHostOf(request.url, request.target),
    headers: request.headers,
    body: concat(request.data),
    receivedAt: null,
    warnings,
  }
}

/** A caret before a quote or at the end of a line, outside of what bash would take as quoted. */
function isForCmd(text: string): boolean {
  // It shows at the start; and a longer text could be too much for the expression.
  return /^(?:[^'"^]|\^(?!\r?\n|")|"(?:\\.|[^"\\])*")*\^(?:\r?\n|")/s.test(text.slice(0, 4096))
}

interface Parts {
  method: string | null
  url: string | null
  /** What stands in the request line in the place of the URL's own path. */
  target: string | null
  headers: HeaderPair[]
  /** Headers that curl is told not to send, in lower case. */
  without: Set<string>
  data: Uint8Array[]
  json: boolean
  /** What is piped into the command. */
  input: Uint8Array | null
}

/** A body that no word can hold is piped in as base64; see `piped` in `shared/export`. */
function takeInput(text: string): { input: Uint8Array | null; command: string } {
  const pipe = /^printf '%s' '([A-Za-z0-9+/]*={0,2})' \| base64 --decode \|\s+(?=curl\s)/.exec(text)
  if (!pipe) {
    if (text.startsWith('curl')) return { input: null, command: text }
    throw new RequestFormatError("Only printf '%s' '…' | base64 --decode can be read before | curl.")
  }
  try {
    return { input: decodeBase64(pipe[1]!), command: text.slice(pipe[0].length) }
  } catch {
    throw new RequestFormatError('What is piped into curl is said to be base64, but it is not.')
  }
}

/** An absolute target names its host itself. */
function onHostOf(url: string, target: string): string {
  if (!target.startsWith('/')) return target
  return (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '') + target
}

interface Option {
  /** The long name; empty for a bare word. */
  name: string
  value: Uint8Array
}

const short: Record<string, string> = {
  X: 'request',
  H: 'header',
  d: 'data',
  A: 'user-agent',
  b: 'cookie',
  e: 'referer',
  F: 'form',
  T: 'upload-file',
  G: 'get',
  I: 'head',
  K: 'config',
}
const shortWithValue = 'XHdAbeFTKouxmwcDEUyYCrzt'
const ofNoMatter = new Set(
  'output user proxy max-time write-out cookie-jar dump-header cert connect-timeout retry retry-delay retry-max-time resolve cacert key interface limit-rate proxy-user connect-to max-redirs range speed-limit speed-time tlsv1.3-ciphers ciphers'.split(
    ' ',
  ),
)
const withValue = new Set([
  ...ofNoMatter,
  ...'request header data data-ascii data-raw data-binary data-urlencode json url request-target user-agent cookie referer form form-string upload-file config'.split(
    ' ',
  ),
])

function* readOptions(words: Uint8Array[]): Generator<Option> {
  const none = new Uint8Array()
  let at = 0
  const take = (name: string): Uint8Array => {
    const value = words[at++]
    if (!value) throw new RequestFormatError(`The cURL option ${name} has no value.`)
    return value
  }
  while (at < words.length) {
    const bytes = words[at++]!
    const word = decodeUtf8(bytes)
    if (word.startsWith('--')) {
      const name = word.slice(2)
      yield { name, value: withValue.has(name) ? take(word) : none }
    } else if (word.startsWith('-') && word.length > 1) {
      for (let place = 1; place < word.length; place++) {
        const letter = word[place]!
        const name = short[letter] ?? 'of-no-matter'
        if (!shortWithValue.includes(letter)) {
          yield { name, value: none }
          continue
        }
        // The letters before are of one byte each.
        yield { name, value: place + 1 < word.length ? bytes.subarray(place + 1) : take(`-${letter}`) }
        break
      }
    } else {
      yield { name: '', value: bytes }
    }
  }
}

function apply(request: Parts, { name, value }: Option): void {
  const text = decodeUtf8(value)
  switch (name) {
    case '':
    case 'url':
      request.url ??= latin1(value)
      return
    case 'request-target':
      request.target = latin1(value)
      return
    case 'request':
      request.method = text
      return
    case 'head':
      request.method ??= 'HEAD'
      return
    case 'header':
      refuseFile(name, text)
      addHeader(request, latin1(value))
      return
    case 'user-agent':
    case 'cookie':
    case 'referer':
      request.headers.push([name, latin1(value)])
      return
    case 'json':
      request.json = true
      refuseFile(name, text)
      request.data.push(value)
      return
    case 'data':
    case 'data-ascii':
    case 'data-binary':
      if (name === 'data-binary' && text === '@-' && request.input) {
        addData(request, request.input)
        return
      }
      refuseFile(name, text)
      addData(request, value)
      return
    case 'data-raw':
      addData(request, value)
      return
    case 'data-urlencode':
      addData(request, encodeUtf8(urlEncoded(text)))
      return
    case 'form':
    case 'form-string':
    case 'upload-file':
    case 'get':
    case 'config':
      throw new RequestFormatError(
        `The cURL option --${name} cannot be read here: give the body with --data-raw.`,
      )
  }
}

/** `-d` drops line ends only of files; what stands in the command is sent as it is. */
function refuseFile(name: string, text: string): void {
  if (!text.startsWith('@')) return
  throw new RequestFormatError(
    `The cURL option --${name} takes its value from the file ${text.slice(1)}, which is not part of the command. Put the content itself there.`,
  )
}

function addData(request: Parts, value: Uint8Array): void {
  if (request.data.length > 0) request.data.push(encodeUtf8('&'))
  request.data.push(value)
}

function addHeader(request: Parts, text: string): void {
  const pair = /^([^:;]+)(?:;$|:[ \t]*(.*)$)/s.exec(text)
  if (!pair) throw new RequestFormatError(`“${text}” is no header: expected “name: value”.`)
  const [, name = '', given] = pair
  const value = given?.replace(/[ \t]+$/, '')
  // Without a value curl sends no header, and with a semicolon an empty one.
  if (value === '') request.without.add(name.toLowerCase())
  else request.headers.push([name, value ?? ''])
}

function urlEncoded(text: string): string {
  const equals = text.indexOf('=')
  if (equals === -1 && text.includes('@')) refuseFile('data-urlencode', text.slice(text.indexOf('@')))
  const name = equals > 0 ? text.slice(0, equals + 1) : ''
  const content = encodeURIComponent(text.slice(equals + 1))
  return name + content.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function contentType({ json }: Parts): string {
  return json ? 'application/json' : 'application/x-www-form-urlencoded'
}

function addDefault({ headers, without }: Parts, wanted: boolean, name: string, value: string): void {
  if (without.has(name)) return
  if (wanted && !headers.some(([other]) => other.toLowerCase() === name)) headers.push([name, value])
}
