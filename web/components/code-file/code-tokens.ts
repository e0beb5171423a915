/** A stretch of code with what it is; null: nothing that has a colour. */
export interface CodeToken {
  text: string
  kind: 'comment' | 'todo' | 'string' | 'keyword' | null
}

const javascript =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|(?<keyword>(?<![.$])\b(?:as|async|await|break|case|catch|const|continue|declare|default|else|export|false|for|from|function|if|import|in|interface|let|new|null|of|return|switch|throw|true|try|type|typeof|void)\b)/g

const python =
  /(?<comment>#[^\n]*)|(?<string>\b[bfr]?"""[\s\S]*?"""|"""[\s\S]*?"""|\b[bfr]?"(?:\\.|[^"\\\n])*"|"(?:\\.|[^"\\\n])*")|(?<keyword>(?<![.$])\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|not|or|pass|raise|return|True|try|while|with|yield)\b)/g

const grammars: Record<string, RegExp> = { javascript, typescript: javascript, python }

/** Code in pieces, which together are the code. Good enough for what is written here; not for every program. */
export function codeTokens(code: string, language: string): CodeToken[] {
  const grammar = grammars[language]
  if (grammar === undefined) return [{ text: code, kind: null }]
  const tokens: CodeToken[] = []
  let at = 0
  for (const match of code.matchAll(grammar)) {
    if (match.index > at) tokens.push({ text: code.slice(at, match.index), kind: null })
    tokens.push({ text: match[0], kind: kindOf(match) })
    at = match.index + match[0].length
  }
  if (at < code.length) tokens.push({ text: code.slice(at), kind: null })
  return tokens
}

function kindOf({ groups, 0: text }: RegExpExecArray): CodeToken['kind'] {
  if (groups?.['comment'] !== undefined) return text.includes('TODO') ? 'todo' : 'comment'
  return groups?.['string'] !== undefined ? 'string' : 'keyword'
}
