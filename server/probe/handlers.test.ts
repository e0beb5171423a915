import { describe, expect, it, onTestFinished } from 'vitest'
import { startableHandlers } from '../testing/handlers/index.ts'
import { probeHandler } from '../testing/probe.ts'
import { testSecret } from '../testing/signed-request.ts'

/** Their frameworks answer 500 with what `verify` throws, unless somebody catches it. */
const throwing = ['Express', 'Fastify']

describe.each(startableHandlers())('a handler in $name', ({ name, start }) => {
  it('passes every required check, but for the 500 where nobody catches what verify throws', async () => {
    const handler = await start({ secret: testSecret })
    onTestFinished(() => handler.close())
    const report = await probeHandler(handler.url)
    const failed = report.results.filter(({ required, outcome }) => required && outcome !== 'passed')
    if (throwing.includes(name)) {
      expect(report.faults.map(({ code }) => code)).toEqual(['server_error_on_bad_signature'])
      expect(new Set(failed.map(({ family }) => family))).toEqual(new Set(['refuses']))
    } else {
      expect(failed.map(({ code, found }) => `${code}: ${found}`)).toEqual([])
      expect(report.ok).toBe(true)
    }
    expect(report.counts).toMatchObject({ danger: 0, skipped: 0 })
  })

  it('that parses first is named so, or its secret is doubted where it does not say why', async () => {
    const handler = await start({ secret: testSecret, parsesFirst: true })
    onTestFinished(() => handler.close())
    const report = await probeHandler(handler.url)
    expect(report.ok).toBe(false)
    expect(report.faults.map(({ code }) => code)).toContain(
      name === 'Hono' ? 'refuses_valid' : 'parses_before_verifying',
    )
  })
})
