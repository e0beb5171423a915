import type { z } from 'zod'

const typeWords: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
  nonoptional: 'any value',
}

const formatWords: Record<string, string> = {
  guid: 'a UUID',
  uuid: 'a UUID',
  email: 'an e-mail address',
  url: 'a URL',
  datetime: 'a date with a time, as ISO 8601 writes it',
  date: 'a date, as ISO 8601 writes it',
  safeint: 'a whole number',
}

/** What a schema asked for, in words: "a text", "one of "new", "ongoing"". */
export function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value))
      return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`
    }
    case 'invalid_format':
      return issue.pattern !== undefined && issue.format === 'regex'
        ? `a text like ${issue.pattern}`
        : (formatWords[issue.format] ?? `a text of the format ${issue.format}`)
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`
    case 'unrecognized_keys':
      return `an object without ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'invalid_union':
      return [
        ...new Set(issue.errors.map((issues) => issues[0]).flatMap((one) => (one ? expectedBy(one) : []))),
      ]
        .join(' or ')
        .replace(/^$/, 'exactly one of the forms that are allowed')
    default:
      return issue.message
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' || origin === 'set' ? ' elements' : ''
}
