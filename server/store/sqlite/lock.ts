import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreInUseError } from '../errors.ts'
import { isUnavailable } from './errors.ts'

/**
 * Claims the data dir for this process; gives the function that lets it go. The lock is one that the
 * operating system takes back when the process dies, however it dies.
 * @throws StoreInUseError
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new Database(join(dataDir, 'hooklens.lock'), { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw isUnavailable(error) ? new StoreInUseError(`the data dir ${dataDir}`) : error
  }
  return () => lock.close()
}
