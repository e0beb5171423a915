/** The digits of a KSUID. */
export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** A KSUID counts seconds from here; epoch seconds. */
export const ksuidEpochS = 1_400_000_000

/**
 * An id as Svix makes them: `msg_` and a KSUID, which holds the second in which the message was made.
 * @param madeAt epoch milliseconds, after May 2014
 * @param random 16 bytes
 */
export function messageIdAt(madeAt: number, random: Uint8Array): string {
  let bits = BigInt(Math.floor(madeAt / 1000) - ksuidEpochS)
  for (const byte of random.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte)
  let ksuid = ''
  for (; ksuid.length < 27; bits /= 62n) ksuid = `${base62[Number(bits % 62n)]}${ksuid}`
  return `msg_${ksuid}`
}
