import type { DiffPart } from '../../shared/diagnosis.ts'

const CONTEXT = 24
const MAX_HUNKS = 8
/** How far ahead the two texts are searched for the place where they meet again. */
const WINDOW = 256
/** They meet where this many characters are the same. */
const MEET = 6
const MAX_SHOWN = 160

/** Lays signed over received bytes: the first differences with what stands around them, the rest skipped. */
export function diffBytes(signed: Buffer, received: Buffer): DiffPart[] {
  const [left, right] = [signed.toString('latin1'), received.toString('latin1')]
  const parts: DiffPart[] = []
  let [i, j, hunks] = [0, 0, 0]
  while (i < left.length || j < right.length) {
    const same = commonLength(left, i, right, j)
    const isLast = i + same === left.length && j + same === right.length
    pushSame(parts, left.slice(i, i + same), { first: parts.length === 0, last: isLast })
    i += same
    j += same
    if (isLast) break
    if (++hunks > MAX_HUNKS) {
      parts.push({ kind: 'skipped', text: '', bytes: Math.max(left.length - i, right.length - j) })
      break
    }
    const [ahead, behind] = meeting(left, i, right, j)
    push(parts, 'signed', left.slice(i, i + ahead))
    push(parts, 'received', right.slice(j, j + behind))
    i += ahead
    j += behind
  }
  return parts
}

function commonLength(left: string, i: number, right: string, j: number): number {
  let length = 0
  while (i + length < left.length && left[i + length] === right[j + length]) length++
  return length
}

/** How much of each must be passed over until they agree again; everything where they do not. */
function meeting(left: string, i: number, right: string, j: number): [number, number] {
  for (let distance = 1; distance <= WINDOW; distance++) {
    for (let ahead = 0; ahead <= distance; ahead++) {
      const behind = distance - ahead
      if (i + ahead > left.length || j + behind > right.length) continue
      const rest = Math.min(left.length - i - ahead, right.length - j - behind)
      const enough = Math.min(MEET, rest)
      const atBothEnds = i + ahead === left.length && j + behind === right.length
      if (
        atBothEnds ||
        (enough > 0 && left.startsWith(right.slice(j + behind, j + behind + enough), i + ahead))
      ) {
        return [ahead, behind]
      }
    }
  }
  return [left.length - i, right.length - j]
}

function pushSame(parts: DiffPart[], text: string, { first, last }: { first: boolean; last: boolean }): void {
  const before = first ? 0 : CONTEXT
  const after = last ? 0 : CONTEXT
  if (text.length <= before + after + CONTEXT) {
    push(parts, 'same', text)
    return
  }
  push(parts, 'same', text.slice(0, before))
  parts.push({ kind: 'skipped', text: '', bytes: text.length - before - after })
  if (after > 0) push(parts, 'same', text.slice(-after))
}

function push(parts: DiffPart[], kind: 'same' | 'signed' | 'received', latin1: string): void {
  if (latin1 === '') return
  const cut = latin1.length > MAX_SHOWN ? `${latin1.slice(0, MAX_SHOWN)}` : latin1
  parts.push({ kind, text: readable(cut) + (cut === latin1 ? '' : '…'), bytes: latin1.length })
}

/** UTF-8 where it is; every other byte as `\xNN`. */
function readable(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8')
  if (!text.includes('\ufffd')) return text
  return latin1.replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}
