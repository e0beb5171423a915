// Hooklens with one difference: every event is a transaction of its own. Runs the built server, as Hooklens
// itself does. Takes the data dir.
import { join } from 'node:path'
import { pino } from 'pino'
import { at } from '../lib/workspace.ts'

const built = <Module>(path: string): Promise<Module> => import(at('dist/server', path))
const { buildApp } = await built<typeof import('../../server/app.ts')>('app.js')
const { readConfig } = await built<typeof import('../../server/config.ts')>('config.js')
const { createContext } = await built<typeof import('../../server/context.ts')>('context.js')
const { openSqliteStore } = await built<typeof import('../../server/store/sqlite/sqlite-store.ts')>(
  'store/sqlite/sqlite-store.js',
)
const { DeliveryWriter } = await built<typeof import('../../server/store/sqlite/delivery-writer.ts')>(
  'store/sqlite/delivery-writer.js',
)
const { GroupCommit } = await built<typeof import('../../server/store/sqlite/group-commit.ts')>(
  'store/sqlite/group-commit.js',
)
const { openWriteConnection } = await built<typeof import('../../server/store/sqlite/connection.ts')>(
  'store/sqlite/connection.js',
)

const log = pino(pino.destination(2))
const config = readConfig({ port: '0', dataDir: process.argv[2] }, process.env)
const store = await openSqliteStore(config.dataDir, (err) => log.error({ err }))
const connection = openWriteConnection(join(config.dataDir, 'hooklens.db'))
const commit = new GroupCommit(connection, new DeliveryWriter(connection), () => {})
const oneByOne: typeof store = {
  ...store,
  events: {
    ...store.events,
    append: (event) => {
      const appended = commit.append(event)
      commit.flush()
      return appended
    },
    lastSeq: () => commit.lastSeq,
  },
}
const app = await buildApp(await createContext(config, log, { store: oneByOne }))

process.once('SIGTERM', () =>
  app
    .close()
    .then(() => store.close())
    .then(() => process.exit(0)),
)
console.log(await app.listen({ host: '127.0.0.1', port: config.port }))
