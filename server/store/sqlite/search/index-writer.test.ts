import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { newEvent } from '../../../testing/events.ts'
import { tempDir } from '../../../testing/temp-dir.ts'
import type { NewEvent } from '../../event-store.ts'
import { migrate } from '../../migrate.ts'
import { type Connection, databaseFile, openReadConnection, openWriteConnection } from '../connection.ts'
import { Deletion } from '../deletion.ts'
import { DeliveryWriter } from '../delivery-writer.ts'
import { GroupCommit } from '../group-commit.ts'
import { openIndexToRead, removeIndex } from './index-file.ts'
import { IndexReader } from './index-reader.ts'
import { IndexWriter } from './index-writer.ts'

let dataDir: string
let connection: Connection
let writer: IndexWriter

beforeEach(async () => {
  dataDir = tempDir()
  connection = openWriteConnection(databaseFile(dataDir))
  await migrate(connection.db)
  connection.raw.exec(`insert into endpoints (id, slug, name, created_at) values ('ep_a', 'a', 'A', 1)`)
  writer = openWriter()
  onTestFinished(() => connection.db.destroy())
})

describe('the values that completion proposes', () => {
  it('are none of deleted events, also after a restart, and go on being noted', async () => {
    const [ada] = await store(['ada@example.com'])
    await store(Array.from({ length: 3 }, (_, i) => `${i}@example.com`))
    index()
    expect(seen()).toEqual({ count: 4, samples: samples('ada', 0, 1, 2) })

    new Deletion(connection).one(ada as string)
    sweep()
    expect(seen()).toEqual({ count: 3, samples: samples(2, 1, 0) })

    writer = openWriter()
    await store(['new@example.com'])
    index()
    expect(seen()).toEqual({ count: 4, samples: samples(2, 1, 0, 'new') })
  })

  it('are none when everything was deleted', async () => {
    const ids = await store(['ada@example.com', 'bob@example.com'])
    index()
    const deletion = new Deletion(connection)
    for (const id of ids) deletion.one(id)
    sweep()
    expect(seen()).toBeUndefined()
  })

  it('are none of deleted events after a sweep that was cut off', async () => {
    const [ada] = await store(['ada@example.com', 'bob@example.com'])
    index()
    new Deletion(connection).one(ada as string)
    writer.sweepNext(0)
    writer = openWriter()
    sweep()
    expect(seen()).toEqual({ count: 1, samples: samples('bob') })
  })

  it('are those of the newest events after a sweep, which looks at some at a time', async () => {
    const [first] = await store(Array.from({ length: 2500 }, () => 'old@example.com'))
    index()
    new Deletion(connection).one(first as string)
    expect(sweep()).toBeGreaterThan(4)
    expect(seen()).toEqual({ count: 2000, samples: samples('old') })
  })

  it('stay as they are when nothing was deleted', async () => {
    await store(Array.from({ length: 2500 }, () => 'old@example.com'))
    index()
    sweep()
    expect(seen()).toEqual({ count: 2500, samples: samples('old') })
  })
})

describe('the events of a name', () => {
  it('are given from either end, and not at all before all that were asked for are indexed', async () => {
    await store(
      Array.from({ length: 1500 }, () => 'ada@example.com'),
      { messageId: 'msg_1' },
    )
    index()
    const reader = new IndexReader(dataDir, connection)
    onTestFinished(() => reader.close())
    const named = (to: number, order: 'oldest' | 'newest') =>
      reader.named('msg_1', { from: 2, to, order, limit: 3 })
    expect(named(1500, 'oldest')).toEqual([2, 3, 4])
    expect(named(1400, 'newest')).toEqual([1400, 1399, 1398])
    expect(named(3, 'newest')).toEqual([3, 2])
    expect(reader.named('msg_2', { from: 1, to: 1500, order: 'newest', limit: 3 })).toEqual([])
    expect(named(1501, 'newest')).toBeNull()

    // Another file takes its place, and has the first thousand again.
    removeIndex(dataDir)
    openWriter().indexNext()
    expect(named(1400, 'newest')).toBeNull()
    expect(named(1000, 'newest')).toEqual([1000, 999, 998])
  })
})

const samples = (...names: (string | number)[]) => names.map((name) => `"${name}@example.com"`)

function openWriter(): IndexWriter {
  const store = openReadConnection(databaseFile(dataDir))
  const opened = new IndexWriter(dataDir, store)
  onTestFinished(async () => {
    opened.close()
    await store.db.destroy()
  })
  return opened
}

/** Gives the ids. */
async function store(emails: string[], fields: Partial<NewEvent> = {}): Promise<string[]> {
  const commit = new GroupCommit(connection, new DeliveryWriter(connection), () => {})
  const events = emails.map((email) =>
    newEvent({ body: Buffer.from(JSON.stringify({ data: { email } })), ...fields }),
  )
  await Promise.all(events.map((event) => commit.append(event)))
  return events.map(({ id }) => id)
}

function index(): void {
  while (writer.indexNext());
}

/** Gives the number of steps. */
function sweep(): number {
  let steps = 0
  for (let after: number | null = 0; after !== null; after = writer.sweepNext(after)) steps++
  return steps
}

/** What is noted of `data.email`. */
function seen(): { count: number; samples: string[] } | undefined {
  const name = connection.raw.prepare<[], string>('select name from store_name').pluck().get() as string
  const file = openIndexToRead(dataDir, name)
  try {
    const row = file?.raw
      .prepare<[string], { count: number; samples: string }>(
        'select count, samples from seen_paths where path = ?',
      )
      .get('["data","email"]')
    return row && { count: row.count, samples: JSON.parse(row.samples) }
  } finally {
    file?.raw.close()
  }
}
