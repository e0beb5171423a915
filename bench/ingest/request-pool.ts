/** Requests that are ready to be written, so that making them takes no time from the measurement. */
export interface RequestPool {
  next(): Buffer
  /** Makes everything anew: ids and timestamps are those of now. */
  refill(): void
}

/** Begins again from the first when all `size` were used: for a server that keeps nothing it is all the same. */
export function createRequestPool(make: () => Buffer, size: number): RequestPool {
  let requests: Buffer[] = []
  let used = 0
  return {
    next: () => requests[used++ % size] as Buffer,
    refill: () => {
      requests = Array.from({ length: size }, make)
      used = 0
    },
  }
}
