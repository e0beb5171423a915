// What undici alone can do: the same bytes to the same server, `inFlight` at a time, and nothing kept.
import { Pool } from 'undici'

const [url, total, inFlight, body] = process.argv.slice(2)
const { origin, pathname } = new URL(url)
const pool = new Pool(origin, { connections: Number(inFlight) })
const headers = ['content-type', 'application/json', 'user-agent', 'Svix-Webhooks/1.81', 'svix-id', 'msg_1']
let left = Number(total)

await Promise.all(
  Array.from({ length: Number(inFlight) }, async () => {
    while (left-- > 0) {
      const answer = await pool.request({ method: 'POST', path: pathname, headers, body: Buffer.from(body) })
      await answer.body.dump()
    }
  }),
)
await pool.close()
