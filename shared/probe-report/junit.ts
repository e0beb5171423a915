import type { ProbeReport, ProbeResult } from '../probe.ts'
import { answerText, requestText, visible } from './exchange-text.ts'
import { countsInWords, faultSentence, outcomeWord, telling, verdictInWords } from './words.ts'

/**
 * A report as JUnit XML, as CI systems read it: one test case a check. Danger and what is required and failed are
 * failures; advice and what was skipped are skipped, with their words. Where none failed and the probe is not passed all
 * the same, as one that was stopped, a case of its own says so: CI must not take it for a success.
 */
export function probeToJunit(report: ProbeReport): string {
  const { url, results, startedAt, finishedAt, faults, counts, ok } = report
  const kinds = results.map(outcomeWord)
  const failures = kinds.filter((kind) => kind === 'danger' || kind === 'failed').length
  const skipped = kinds.filter((kind) => kind === 'advice' || kind === 'skipped').length
  const isSilent = !ok && failures === 0
  const tests = results.length + (isSilent ? 1 : 0)
  const took = seconds((finishedAt ?? startedAt) - startedAt)
  const totals = `tests="${tests}" failures="${failures}" errors="${isSilent ? 1 : 0}" skipped="${skipped}" time="${took}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="hooklens probe" ${totals}>`,
    `  <testsuite name="${attribute(`hooklens probe ${url}`)}" ${totals} timestamp="${new Date(startedAt).toISOString()}">`,
    ...results.map((result) => testCase(result, url)),
    ...(isSilent ? [unfinished(verdictInWords(report))] : []),
    `    <system-out>${text(summary(verdictInWords(report), countsInWords(counts), faults))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function summary(verdict: string, counts: string, faults: ProbeReport['faults']): string {
  return [
    `${verdict} ${counts}.`,
    ...faults.map((fault) => `${faultSentence(fault)} ${fault.why} Fix: ${fault.fix}`),
  ].join('\n')
}

function testCase(result: ProbeResult, url: string): string {
  const { code, family, title, found, exchanges } = result
  const time = seconds(exchanges.reduce((sum, { ms }) => sum + ms, 0))
  const head = `    <testcase classname="hooklens.probe.${family}" name="${attribute(`${code}: ${title}`)}" time="${time}"`
  const kind = outcomeWord(result)
  switch (kind) {
    case 'passed':
      return `${head}/>`
    case 'skipped':
    case 'advice':
      return `${head}>\n      <skipped message="${attribute(kind === 'advice' ? `Advice: ${found}` : found)}"/>\n    </testcase>`
    case 'danger':
    case 'failed':
      return `${head}>\n      <failure type="${kind}" message="${attribute(found)}">${text(detail(result, url))}</failure>\n    </testcase>`
  }
}

function unfinished(verdict: string): string {
  return `    <testcase classname="hooklens.probe" name="the whole probe" time="0.000">\n      <error type="unfinished" message="${attribute(verdict)}"/>\n    </testcase>`
}

function detail(result: ProbeResult, url: string): string {
  const { expects, matters, fix } = result
  return [
    `Expected: ${expects}`,
    `Why it matters: ${matters}`,
    ...(fix === null ? [] : [`Fix: ${fix}`]),
    ...telling(result, 4).flatMap((exchange) => [
      `\nSent: ${exchange.note}`,
      requestText(exchange, url).slice(0, 2000),
      '\nCame back:',
      answerText(exchange),
    ]),
  ].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function text(value: string): string {
  return allowed(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A parser makes spaces of line ends within an attribute; they are written so that it does not. */
function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** XML 1.0 (2.2, Char) has no control characters, no halves of surrogate pairs and no U+FFFE and U+FFFF, not even escaped. */
function allowed(value: string): string {
  return visible(value).replace(
    /[\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  )
}
