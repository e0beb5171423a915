import type { Path } from '../change.ts'
import { type JsonDocument, kinds } from '../json/parse.ts'
import { keyOf, memberStep } from '../json/read.ts'
import { elementName } from './element-names.ts'

const LONGEST_NAME = 500

/** Says where nodes of a document are. */
export class Places {
  readonly #json: JsonDocument
  readonly #steps = new Map<number, string>()

  constructor(json: JsonDocument) {
    this.#json = json
  }

  pathOf(node: number): Path {
    const path: Path = []
    for (const at of this.#upFrom(node)) path.push(keyOf(this.#json, at) ?? 0)
    return path.reverse()
  }

  /** `data.teams[id="t1"].name`; of a long one the end. */
  nameOf(node: number): string {
    let name = ''
    for (const at of this.#upFrom(node)) {
      name = this.#stepOf(at) + name
      if (name.length > LONGEST_NAME) return `…${name.slice(-LONGEST_NAME)}`
    }
    return name.replace(/^\./, '') || '$'
  }

  *#upFrom(node: number): Generator<number> {
    const { parent } = this.#json
    for (let at = node; (parent[at] as number) >= 0; at = parent[at] as number) yield at
  }

  #stepOf(node: number): string {
    const known = this.#steps.get(node)
    if (known !== undefined) return known
    const key = keyOf(this.#json, node)
    const step = typeof key === 'number' ? `[${this.#element(node, key)}]` : memberStep(key ?? '')
    this.#steps.set(node, step)
    return step
  }

  #element(node: number, place: number): string {
    return (this.#json.kind[node] === kinds.object && elementName(this.#json, node)) || String(place)
  }
}
