import { describe, expect, it } from 'vitest'
import { isNothing, nothing, pastedFile, pastedText } from './pasted.ts'
import { readingWords, readPasted } from './reading.ts'
import { timeToTry } from './time-choice.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('what was pasted', () => {
  it('is shown as text while a text area can take it, and held beyond', () => {
    expect(pastedText('curl x')).toMatchObject({ text: 'curl x', held: null })
    expect(pastedText('a'.repeat(200_001))).toMatchObject({ text: '', held: { name: 'Pasted text' } })
  })

  it('is held where a text area would change the bytes of a file', () => {
    expect(pastedFile('a.txt', bytes('curl x\n'))).toMatchObject({ text: 'curl x\n', held: null })
    const [crlf, binary] = [bytes('POST / HTTP/1.1\r\n\r\n'), Uint8Array.of(0xff)]
    expect(pastedFile('a.http', crlf).held?.bytes).toBe(crlf)
    expect(pastedFile('a.bin', binary).held?.bytes).toBe(binary)
  })

  it('is nothing while there is only white space', () => {
    expect([nothing, pastedText(' \n')].map(isNothing)).toEqual([true, true])
    expect(isNothing(pastedFile('a', Uint8Array.of(0xff)))).toBe(false)
  })
})

describe('the reading', () => {
  const words = async (text: string) => readingWords(await readPasted(pastedText(text)))

  it('names the format and the size of the body', async () => {
    expect(await words(`curl x -d '${'a'.repeat(1284)}'`)).toBe(
      'Read as a cURL command, 1,284 bytes of body.',
    )
    expect(await words('GET / HTTP/1.1\n\n')).toBe('Read as an HTTP message, without a body.')
  })

  it('says what is wrong, and nothing of nothing', async () => {
    expect(await words('hello')).toContain('This is no saved request')
    expect(await words(' ')).toBeNull()
  })

  it('is left to the server where it would hold the page up', async () => {
    expect(await words('a'.repeat(2_000_001))).toBe('2.0 MB: the server reads it.')
  })
})

describe('the time to judge by', () => {
  const request = (timestamp: string, outcome: 'pass' | 'fail', receivedAtKnown = false) =>
    timeToTry({
      format: 'curl',
      warnings: [],
      method: 'POST',
      url: '/',
      headers: [['Svix-Timestamp', timestamp]],
      body: { encoding: 'utf8', text: '' },
      receivedAt: 0,
      receivedAtKnown,
      type: null,
      verdict: 'failed',
      diagnosis: {
        verdict: 'failed',
        checks: [{ check: 'timestamp', outcome, message: '' }],
        matched: null,
        causes: [],
        svix: { version: '1', error: null },
      },
    })

  it('is the one of the signature, where only the time of asking speaks against it', () => {
    expect(request('1772443800', 'fail')).toBe(1_772_443_800_000)
    expect(request('1772443800', 'pass')).toBeNull()
    expect(request('1772443800', 'fail', true)).toBeNull()
    expect(request('soon', 'fail')).toBeNull()
  })
})
