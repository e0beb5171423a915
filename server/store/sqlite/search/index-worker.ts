import { setPriority } from 'node:os'
import { answerQuestions, threadData } from '../../../threads/answer.ts'
import { databaseFile, openReadConnection } from '../connection.ts'
import { IndexWriter } from './index-writer.ts'

// On Linux the priority is that of a thread: what else the server does comes first. Elsewhere it would be the
// whole server's.
if (process.platform === 'linux') setPriority(19)

const { dataDir } = threadData<{ dataDir: string }>()
const store = openReadConnection(databaseFile(dataDir))
const writer = new IndexWriter(dataDir, store)

answerQuestions(
  {
    indexNext: () => writer.indexNext(),
    sweepNext: (after: number) => writer.sweepNext(after),
  },
  () => {
    writer.close()
    store.raw.close()
  },
)
