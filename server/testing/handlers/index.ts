import { startExpress } from './express.ts'
import { startFastify } from './fastify.ts'
import type { StartHandler } from './handler.ts'
import { startHono } from './hono.ts'
import { startNextjs } from './nextjs.ts'
import { startNodejs } from './nodejs.ts'
import { noPython, startPython } from './python.ts'

export { HANDLER_PATH, type HandlerOptions, type Received, type RunningHandler } from './handler.ts'

interface Kind {
  name: string
  start: StartHandler
  /** Why it cannot be started on this machine; null: it can. */
  missing: string | null
}

/** Handlers as people write them, each verifying the raw body, and each with the fault of parsing it first. */
export const handlerKinds: readonly Kind[] = [
  { name: 'Express', start: startExpress, missing: null },
  { name: 'Next.js', start: startNextjs, missing: null },
  { name: 'Node.js', start: startNodejs, missing: null },
  { name: 'Fastify', start: startFastify, missing: null },
  { name: 'Hono', start: startHono, missing: null },
  { name: 'Python', start: startPython, missing: noPython },
]

/** Those that can be started here; says which are left out, and why. */
export function startableHandlers(): readonly Kind[] {
  for (const { name, missing } of handlerKinds) {
    if (missing) console.info(`The handler in ${name} is not tried: ${missing}.`)
  }
  return handlerKinds.filter(({ missing }) => missing === null)
}
