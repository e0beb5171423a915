import { Transform } from 'node:stream'

const INTERVAL_MS = 200

/** A stream that counts what passes, and tells a terminal of it. */
export function countBytes(verb: string): Transform & { bytes: number } {
  let toldAt = 0
  const told = () => process.stderr.write(`\r${verb} ${(counter.bytes / 1e6).toFixed(1)} MB`)
  const counter = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        counter.bytes += chunk.length
        if (process.stderr.isTTY && performance.now() - toldAt > INTERVAL_MS) {
          toldAt = performance.now()
          told()
        }
        done(null, chunk)
      },
    }),
    { bytes: 0 },
  )
  counter.on('close', () => {
    if (process.stderr.isTTY && toldAt > 0) told() && process.stderr.write('\n')
  })
  return counter
}
