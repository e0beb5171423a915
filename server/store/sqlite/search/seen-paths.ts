/** A path that payloads have, with some of the values that were there. */
export interface SeenPath {
  path: string[]
  /** In how many events it was; once events were deleted, in how many of the newest then and those since. */
  count: number
  /** The different ones that were met first, as JSON. */
  samples: string[]
}

/** Keys at all places together. */
const MAX_NODES = 3000
const MAX_SAMPLES = 20
/** Longer values are nothing to choose from a list. */
const MAX_SAMPLE_LENGTH = 80
const MAX_DEPTH = 8
/** What one payload may add, however large it is. */
const MAX_VALUES = 500

/** A key of payloads, below the one that holds it. */
interface Node extends SeenPath {
  children: Map<string, Node>
  /** The payload that counted it last. */
  countedIn: number
}

/** Which paths of `data` payloads have, so that a reader can choose among those that are really there. */
export class SeenPaths {
  readonly #root = newNode([])
  readonly #changed = new Set<Node>()
  #nodes = 0
  #payload = 0
  #values = 0

  constructor(seen: SeenPath[]) {
    for (const { path, count, samples } of seen) {
      const node = path.reduce((parent, key) => this.#child(parent, key) ?? parent, this.#root)
      Object.assign(node, { count, samples })
    }
  }

  /** Notes the paths of one payload, whatever it is. */
  note(payload: unknown): void {
    if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, 'data')) return
    this.#payload++
    this.#values = 0
    this.#note(this.#root, 'data', (payload as { data: unknown }).data, MAX_DEPTH)
  }

  /** Those that changed since the last call. */
  takeChanged(): SeenPath[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  #note(parent: Node, key: string, value: unknown, depth: number): void {
    if (depth === 0 || this.#values >= MAX_VALUES) return
    if (Array.isArray(value)) {
      // The search language asks for any element by the array's path.
      for (const element of value) {
        if (this.#values >= MAX_VALUES) return
        this.#note(parent, key, element, depth - 1)
      }
      return
    }
    this.#values++
    const node = this.#child(parent, key)
    if (!node) return
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.keys(value)) {
        this.#note(node, inner, (value as Record<string, unknown>)[inner], depth - 1)
      }
    } else this.#count(node, value)
  }

  #count(node: Node, value: unknown): void {
    if (node.countedIn !== this.#payload) node.count++
    node.countedIn = this.#payload
    this.#changed.add(node)
    if (node.samples.length >= MAX_SAMPLES) return
    const sample = JSON.stringify(value)
    if (sample.length <= MAX_SAMPLE_LENGTH && !node.samples.includes(sample)) node.samples.push(sample)
  }

  /** Null: there are too many different paths already. */
  #child(parent: Node, key: string): Node | null {
    const there = parent.children.get(key)
    if (there) return there
    if (this.#nodes >= MAX_NODES) return null
    this.#nodes++
    const made = newNode([...parent.path, key])
    parent.children.set(key, made)
    return made
  }
}

function newNode(path: string[]): Node {
  return { path, count: 0, samples: [], children: new Map(), countedIn: 0 }
}
