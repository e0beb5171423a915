import { describe, expect, it } from 'vitest'
import type { ProbeFaultCode, ProbeReport } from '../../shared/probe.ts'
import { type ReceiverFault, receiverFaults, startFaultyReceiver } from '../testing/faulty-receiver.ts'
import { probeHandler } from '../testing/probe.ts'

const names: Record<ReceiverFault, ProbeFaultCode> = {
  'verifies nothing': 'verifies_nothing',
  'verifies only where there is a signature': 'accepts_unsigned',
  'does not compare the signature': 'accepts_forged',
  'answers a bad signature with 500': 'server_error_on_bad_signature',
  'throws on headers that are missing': 'throws_on_malformed',
  'throws on unknown types': 'refuses_unknown_types',
  'knows types of users only': 'refuses_unknown_types',
  'parses before it verifies': 'parses_before_verifying',
  'parses, and verifies the raw body': 'parses_before_verifying',
  'reads the body as latin1': 'decodes_body',
  'reads only the first signature': 'first_signature_only',
  'takes any version of a signature': 'accepts_malformed',
  'does not check the timestamp': 'no_timestamp_check',
  'deletes twice': 'second_delete_fails',
  'fails on duplicates': 'duplicate_fails',
  'updates only what is there': 'order_matters',
  'refuses new fields': 'refuses_new_fields',
  'wants metadata to be an object': 'refuses_odd_metadata',
  'takes 100 kB at most': 'body_limit',
  'takes five at once': 'fails_under_load',
}

const dangerous: ProbeFaultCode[] = [
  'verifies_nothing',
  'accepts_unsigned',
  'accepts_forged',
  'accepts_malformed',
  'no_timestamp_check',
]
const advice: ReceiverFault[] = ['parses, and verifies the raw body', 'takes 100 kB at most']

describe('a probe', () => {
  it('finds nothing wrong with a right receiver', async () => {
    const { url, got } = await startFaultyReceiver()
    const report = await probeHandler(url)
    expect(unlikePassed(report)).toEqual([])
    expect(report).toMatchObject({
      ok: true,
      faults: [],
      counts: { danger: 0, failed: 0, advice: 0, skipped: 0 },
    })
    expect(got.every((id) => id.startsWith('msg_hooklens_probe_'))).toBe(true)
  })

  it.each(receiverFaults)('names a receiver that %s, and no other fault', async (fault) => {
    const { url } = await startFaultyReceiver(fault)
    const report = await probeHandler(url)
    const code = names[fault]
    expect(report.faults.map((found) => found.code)).toEqual([code])
    expect(report.ok).toBe(advice.includes(fault))
    expect(report.faults[0]?.severity).toBe(
      dangerous.includes(code) ? 'danger' : advice.includes(fault) ? 'advice' : 'failed',
    )
    expect(report.counts.skipped).toBe(0)
    for (const result of report.results.filter(
      ({ outcome }) => outcome === 'failed' || outcome === 'danger',
    )) {
      expect(result.fix, result.code).toBeTruthy()
      expect(report.faults[0]?.checks).toContain(result.code)
    }
  })
})

function unlikePassed({ results }: ProbeReport) {
  return results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ code, outcome, found }) => `${code} ${outcome}: ${found}`)
}
