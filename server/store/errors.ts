/** A write did not reach the disk, and a later try may: disk full, I/O error, database gone. */
export class StoreUnavailableError extends Error {
  constructor(cause: unknown) {
    super(`The store cannot write: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'StoreUnavailableError'
  }
}

/** Another Hooklens works on the same data. */
export class StoreInUseError extends Error {
  constructor(where: string) {
    super(`Another Hooklens is running on ${where}. Stop it, or choose another data dir with --data-dir.`)
    this.name = 'StoreInUseError'
  }
}

/** An event has this id already; its endpoint may be under deletion. */
export class EventIdTakenError extends Error {
  constructor() {
    super('Another event has this id.')
    this.name = 'EventIdTakenError'
  }
}

/** Another endpoint has this slug. */
export class SlugTakenError extends Error {
  readonly slug: string
  constructor(slug: string) {
    super(`Another endpoint has the slug "${slug}".`)
    this.name = 'SlugTakenError'
    this.slug = slug
  }
}

/** Another view or target has this name, if in another case. */
export class NameTakenError extends Error {
  constructor(what: 'view' | 'target', name: string) {
    super(`Another ${what} is called "${name}".`)
    this.name = 'NameTakenError'
  }
}
