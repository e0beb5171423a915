let find = (source: URL): URL => source

/** The module that a thread runs for the worker at `source`: itself, unless `findWorkersBy` knows a compiled one. */
export function workerEntry(source: URL): URL {
  return find(source)
}

/** Whoever has compiled the workers says where: a thread that compiles its own sources is slow to start. */
export function findWorkersBy(finder: (source: URL) => URL): void {
  find = finder
}
