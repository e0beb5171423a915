import { allOf, anyOf, everything, negate, type Query } from './ast.ts'
import { lex, type Token, type Word } from './lex.ts'
import { parseTerm } from './parse-term.ts'
import { QueryError } from './query-error.ts'

/** What a query may hold. */
export const limits = { length: 2000, terms: 100, levels: 50 } as const

/** Reads a query of the search language, as docs/search.md describes it. @throws QueryError */
export function parseQuery(text: string): Query {
  if (text.length > limits.length) {
    const [most, has] = [limits.length.toLocaleString('en'), text.length.toLocaleString('en')]
    throw new QueryError(
      `A query has at most ${most} characters, this one ${has}.`,
      limits.length,
      text.length - limits.length,
    )
  }
  return parsePrinted(text)
}

/**
 * Reads what `printQuery` wrote, which may be a little longer than what a reader may write.
 * @throws QueryError
 */
export function parsePrinted(text: string): Query {
  return new Parser(wellFormed(text)).parse()
}

/** Half a surrogate pair cannot be stored in UTF-8, so it cannot be found either. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

class Parser {
  private readonly text: string
  private readonly tokens: Token[]
  private at = 0
  private terms = 0

  constructor(text: string) {
    this.text = text
    this.tokens = lex(text)
  }

  parse(): Query {
    if (this.tokens.length === 0) return everything
    const query = this.either(0)
    const rest = this.tokens[this.at]
    if (rest) throw fail(rest, 'This parenthesis was not opened.')
    return query
  }

  private either(level: number): Query {
    const queries = [this.every(level)]
    while (this.take('or')) queries.push(this.every(level))
    return anyOf(queries)
  }

  private every(level: number): Query {
    const queries = [this.one(level)]
    for (;;) {
      const next = this.tokens[this.at]?.kind
      if (next === undefined || next === 'or' || next === 'close') return allOf(queries)
      this.take('and')
      queries.push(this.one(level))
    }
  }

  /** A term or parentheses, and what denies them. */
  private one(level: number): Query {
    let denied = false
    while (this.take('minus') || this.take('not')) denied = !denied
    const query = this.positive(level)
    return denied ? negate(query) : query
  }

  private positive(level: number): Query {
    const token = this.tokens[this.at]
    const before = this.tokens[this.at - 1]
    if (token?.kind === 'word') {
      this.at++
      if (++this.terms > limits.terms) throw fail(token, `A query has at most ${limits.terms} terms.`)
      return parseTerm(token, this.text)
    }
    if (token?.kind !== 'open') throw this.expected(token, before)
    if (before?.kind === 'word' && before.to === token.from) throw this.gluedTo(before, token)
    if (level === limits.levels) throw fail(token, `Parentheses nest at most ${limits.levels} levels deep.`)
    this.at++
    const query = this.either(level + 1)
    if (!this.take('close')) throw fail(token, 'This parenthesis is not closed.')
    return query
  }

  private take(kind: Token['kind']): boolean {
    if (this.tokens[this.at]?.kind !== kind) return false
    this.at++
    return true
  }

  private expected(token: Token | undefined, before: Token | undefined): QueryError {
    const written = ({ from, to }: Token) => `"${this.text.slice(from, to)}"`
    const place = token ?? before ?? { from: 0, to: 0 }
    if (before) return fail(place, `Expected a term after ${written(before)}.`)
    return fail(place, `Expected a term${token ? ` before ${written(token)}` : ''}.`)
  }

  private gluedTo(word: Word, open: Token): QueryError {
    const written = this.text.slice(word.from, word.to)
    return fail(open, `A parenthesis follows "${written}" at once: leave a space, or put the text in quotes.`)
  }
}

function fail({ from, to }: { from: number; to: number }, message: string): QueryError {
  return new QueryError(message, from, to - from)
}
