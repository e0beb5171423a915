import { capital } from '../../shared/capital.ts'
import type { ProbeReport, ProbeResult } from '../../shared/probe.ts'
import {
  byGravity,
  countsInWords,
  faultSentence,
  outcomeWord,
  verdictInWords,
} from '../../shared/probe-report/words.ts'
import { printable } from './diagnosis-text.ts'

/** A report for people at a terminal: what is wrong, then each check. */
export function probeText(report: ProbeReport): string {
  const { url, signedWith, faults, results } = report
  const sections = [
    `${url}, signed with ${signedWith}\n${probeSummary(report)}`,
    ...(faults.length > 0 ? ['What is wrong'] : []),
    ...faults.map((fault) =>
      [
        `  ${severityWord[fault.severity]}${faultSentence(fault)}`,
        ...wrapped(fault.why, 4),
        ...wrapped(`Fix: ${fault.fix}`, 4),
        ...wrapped(`Shown by ${fault.checks.join(', ')}.`, 4),
      ].join('\n'),
    ),
    ['Checks', ...byGravity(results).map((result) => `  ${resultLine(result)}`)].join('\n'),
    ...unnamed(report).map((result) =>
      [
        `${result.title} (${result.code})`,
        ...wrapped(result.found, 2),
        ...wrapped(`Why: ${result.matters}`, 2),
        ...(result.fix === null ? [] : wrapped(`Fix: ${result.fix}`, 2)),
      ].join('\n'),
    ),
  ]
  return `${sections.map(printable).join('\n\n')}\n`
}

/** `The handler does not pass. 2 failed, 24 passed.` */
export function probeSummary(report: ProbeReport): string {
  return `${verdictInWords(report)} ${sentence(countsInWords(report.counts))}`
}

/** One check in one line. */
export function resultLine(result: ProbeResult): string {
  const kind = outcomeWord(result)
  const word = kind === 'danger' ? 'DANGER' : kind
  return printable(`${word.padEnd(7)}  ${result.code.padEnd(16)}  ${result.found.replace(/\s+/g, ' ')}`)
}

const severityWord = { danger: 'DANGER: ', failed: '', advice: 'Advice: ' }

/** What went wrong and is of no named fault. */
function unnamed({ results, faults }: ProbeReport): ProbeResult[] {
  const named = new Set(faults.flatMap(({ checks }) => checks))
  return results.filter(
    ({ outcome, code }) => (outcome === 'failed' || outcome === 'danger') && !named.has(code),
  )
}

const COLUMNS = 100

function wrapped(text: string, indent: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > COLUMNS - indent) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  return lines.map((one) => ' '.repeat(indent) + one)
}

function sentence(words: string): string {
  return `${capital(words)}.`
}
