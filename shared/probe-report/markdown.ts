import { capital } from '../capital.ts'
import type { ProbeReport, ProbeResult } from '../probe.ts'
import { answerText, requestText, visible } from './exchange-text.ts'
import { byGravity, countsInWords, faultSentence, outcomeWord, telling, verdictInWords } from './words.ts'

/**
 * A report as Markdown, for a pull request or a ticket. What a handler answered stands in code blocks that it cannot
 * end, and is escaped elsewhere: it makes no links, no HTML, no mentions.
 */
export function probeToMarkdown(report: ProbeReport): string {
  const { url, targetName, signedWith, startedAt, counts, faults, results } = report
  const shown = byGravity(results).filter(({ outcome }) => outcome === 'danger' || outcome === 'failed')
  const blocks = [
    '# Probe of a webhook handler',
    `**${plain(verdictInWords(report))}** ${plain(countsInWords(counts))}.`,
    [
      `- URL: ${code(url)}${targetName === null ? '' : ` (target ${plain(targetName)})`}`,
      `- Signed with ${plain(signedWith)}`,
      `- Started ${new Date(startedAt).toISOString()}`,
    ].join('\n'),
    ...(faults.length > 0 ? ['## What is wrong'] : []),
    ...faults.map(({ name, severity, why, fix, checks }) =>
      [
        `### ${severityWord[severity]}${plain(faultSentence({ name }))}`,
        plain(why),
        `**Fix.** ${plain(fix)}`,
        `Shown by ${checks.map(code).join(', ')}.`,
      ].join('\n\n'),
    ),
    '## Checks',
    table(results),
    ...shown.flatMap((result) => detail(result, url)),
  ]
  return `${blocks.join('\n\n')}\n`
}

const severityWord = { danger: 'Danger: ', failed: '', advice: 'Advice: ' }

function table(results: readonly ProbeResult[]): string {
  return [
    '| outcome | check | found |',
    '|---|---|---|',
    ...byGravity(results).map(
      (result) =>
        `| ${outcomeWord(result)} | ${plain(result.title)} (${code(result.code)}) | ${plain(result.found)} |`,
    ),
  ].join('\n')
}

function detail(result: ProbeResult, url: string): string[] {
  const { title, expects, found, matters, fix } = result
  return [
    `## ${capital(outcomeWord(result))}: ${plain(title)}`,
    `**Expected.** ${plain(expects)}\n\n**Found.** ${plain(found)}\n\n**Why it matters.** ${plain(matters)}`,
    ...(fix === null ? [] : [`**Fix.** ${plain(fix)}`]),
    ...telling(result, 2).flatMap((exchange) => [
      `Sent: ${plain(exchange.note)}`,
      fenced(requestText(exchange, url)),
      'Came back:',
      fenced(answerText(exchange)),
    ]),
  ]
}

function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}http\n${text}\n${fence}`
}

/** Text in which Markdown and HTML mean nothing. A zero-width space keeps `@name` from calling somebody. */
function plain(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/\bwww\./gi, '$&\u200b')
}

function code(text: string): string {
  const clean = visible(text).replace(/\s+/g, ' ').replaceAll('|', '%7C')
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length))
  const mark = '`'.repeat(longest + 1)
  return longest > 0 ? `${mark} ${clean} ${mark}` : `${mark}${clean}${mark}`
}
