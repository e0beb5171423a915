import { lazy, Suspense } from 'react'
import type { Attempt } from '../../../shared/delivery.ts'
import type { Body } from '../../../shared/event.ts'
import { parseJson } from '../../../shared/json/parse.ts'
import { classNames } from '../../lib/class-names.ts'
import {
  type ComparedAttempt,
  type ComparedLine,
  comparedFacts,
  comparedHeaders,
} from '../../lib/compare-attempts.ts'
import { plural } from '../../lib/format.ts'
import { prettyJson } from '../../lib/json/pretty.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './compare-attempts.module.css'

const TextDiff = lazy(() =>
  import('../editor/text-diff.tsx').then((module) => ({ default: module.TextDiff })),
)

/** Characters of a body that are compared at most. */
const MOST_COMPARED = 300_000

/** Two attempts side by side: what came of them, and where request and answer differ. */
export function CompareAttempts({ a, b }: { a: ComparedAttempt; b: ComparedAttempt }) {
  return (
    <div className={styles.compare}>
      <Lines label="What came of them" lines={comparedFacts(a, b)} />
      <Part title="Request headers">
        <Headers
          label="Request headers that differ"
          a={a.attempt.request.headers}
          b={b.attempt.request.headers}
        />
      </Part>
      <Part title="Request body">
        <Bodies label="Request bodies" a={a.sentBody} b={b.sentBody} />
      </Part>
      <Answers a={a.attempt.answer} b={b.attempt.answer} />
    </div>
  )
}

function Answers({ a, b }: { a: Attempt['answer']; b: Attempt['answer'] }) {
  if (a === null && b === null) return null
  if (a === null || b === null) {
    return (
      <Part title="Answer">
        <p className={styles.same}>Only the {a === null ? 'second' : 'first'} got an answer.</p>
      </Part>
    )
  }
  return (
    <>
      <Part title="Answer headers">
        <Headers label="Answer headers that differ" a={a.headers} b={b.headers} />
      </Part>
      <Part title="Answer body">
        <Bodies label="Answer bodies" a={a.body} b={b.body} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className={styles.part}>{title}</h3>
      {children}
    </section>
  )
}

function Headers({ label, a, b }: { label: string; a: [string, string][]; b: [string, string][] }) {
  const { different, same } = comparedHeaders(a, b)
  return (
    <>
      {different.length > 0 && <Lines label={label} lines={different} mono />}
      {same > 0 && (
        <p className={styles.same}>
          {different.length === 0
            ? `All ${plural(same, 'header')} are the same.`
            : `${plural(same, 'header')} the same.`}
        </p>
      )}
    </>
  )
}

function Lines({ label, lines, mono = false }: { label: string; lines: ComparedLine[]; mono?: boolean }) {
  return (
    <table className={classNames(styles.lines, mono && styles.mono)} aria-label={label}>
      <thead>
        <tr>
          <td />
          <th scope="col">First</th>
          <th scope="col">Second</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, a, b }, index) => (
          <tr key={index} data-different={a !== b}>
            <th scope="row">
              <VisibleText text={name} />
            </th>
            <Cell text={a} />
            <Cell text={b} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ text }: { text: string | null }) {
  return <td>{text === null ? <span className={styles.none}>none</span> : <VisibleText text={text} />}</td>
}

function Bodies({ label, a, b }: { label: string; a: Body | null; b: Body | null }) {
  if (a === null || b === null) return <p className={styles.same}>Nobody knows any more what was sent.</p>
  if (a.encoding === b.encoding && a.text === b.text) {
    return (
      <p className={styles.same}>{a.text === '' ? 'Both are empty.' : 'Both are the same, byte for byte.'}</p>
    )
  }
  if (a.encoding === 'base64' || b.encoding === 'base64') {
    return (
      <p className={styles.same}>
        They differ. One of them is not text, so that its lines cannot be compared.
      </p>
    )
  }
  if (Math.max(a.text.length, b.text.length) > MOST_COMPARED) {
    return <p className={styles.same}>They differ, and are too large to be compared here.</p>
  }
  const [printedA, printedB] = [printed(a.text), printed(b.text)]
  const both = printedA !== null && printedB !== null && printedA !== printedB
  return (
    <Suspense fallback={<p className={styles.same}>Comparing…</p>}>
      {both && <p className={styles.same}>Printed with a line for each member.</p>}
      <TextDiff label={label} a={both ? printedA : a.text} b={both ? printedB : b.text} />
    </Suspense>
  )
}

function printed(text: string): string | null {
  const { document } = parseJson(text)
  return document === null ? null : prettyJson(document)
}
