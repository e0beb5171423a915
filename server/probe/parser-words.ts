import type { ProbeExchange } from '../../shared/probe.ts'

/** Whether an answer speaks with the words of a JSON parser: of V8, Safari's, Python's, Go's, PHP's, body parsers. */
export function speaksOfJson({ answer }: ProbeExchange): boolean {
  return answer !== null && answer.body.encoding === 'utf8' && WORDS.test(answer.body.text)
}

const WORDS =
  /Unexpected (?:token|end of JSON|non-whitespace)|Unterminated string|in JSON at position|not valid JSON|JSON Parse error|JSONDecodeError|Expecting (?:value|property name|',' delimiter)|unexpected end of JSON input|Syntax error, malformed JSON|JSON parse error|FST_ERR_CTP_INVALID_JSON_BODY|Malformed JSON|invalid JSON/i
