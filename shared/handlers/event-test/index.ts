import type { Body } from '../../event.ts'
import type { CodeFile, HandlerFramework } from '../handler.ts'
import { fixtureOf } from './fixture.ts'
import { pytestFile } from './pytest.ts'
import { vitestFile } from './vitest.ts'

export const testRunners = ['vitest', 'pytest'] as const
export type TestRunner = (typeof testRunners)[number]

/** How a test reaches the handler: over HTTP, or as a function of a framework. */
export type TestCall = 'http' | HandlerFramework

export interface TestedEvent {
  type: string | null
  contentType: string | null
  body: Body
}

/** The frameworks whose handlers a test can call without a server. */
export const callableFrameworks: Record<TestRunner, readonly HandlerFramework[]> = {
  vitest: ['nextjs', 'javascript'],
  pytest: ['django', 'fastapi', 'flask'],
}

/**
 * A fixture with the body of an event and a test that signs it afresh, calls the handler, and expects success; then
 * 400 for a body that was changed. No secret is in them.
 */
export function eventTest(event: TestedEvent, runner: TestRunner, wanted: TestCall): CodeFile[] {
  const call = wanted !== 'http' && callableFrameworks[runner].includes(wanted) ? wanted : 'http'
  const fixture = fixtureOf(event, runner === 'vitest' ? '-' : '_')
  const test = runner === 'vitest' ? vitestFile(event, fixture, call) : pytestFile(event, fixture, call)
  return [test, fixture.file]
}
