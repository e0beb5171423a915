import type { CreateProbe, ProbeReport, ProbeSummary } from '../../shared/probe.ts'
import type { AppContext } from '../context.ts'
import { signingSecret } from '../deliver/signing-secret.ts'
import { AppError, invalid, notFound } from '../errors.ts'
import { chosenChecks } from '../probe/checks/index.ts'
import { isLoopbackUrl, targetOf } from '../probe/where.ts'
import type { OpenTarget } from '../targets/registry.ts'
import { requireTarget } from '../targets/service.ts'
import { secretHint } from '../verify/secret.ts'
import { MAX_RUNNING_PROBES } from './prober.ts'

export function listProbes({ prober }: AppContext): ProbeSummary[] {
  return prober.list()
}

/** @throws AppError 404 */
export function getProbe({ prober }: AppContext, id: string): ProbeReport {
  const report = prober.get(id)
  if (report) return report
  throw noProbe(id)
}

/** Begins a probe of a target, or of a handler on this machine. @throws AppError 400, 403, 404 or 409 */
export function startProbe(ctx: AppContext, ask: CreateProbe): ProbeReport {
  const { url, target } = placeOf(ctx, ask)
  const secret = signingSecret(ctx, {
    secretId: ask.secret === undefined ? (ask.secretId ?? null) : null,
    text: ask.secret ?? null,
    target,
    endpointId: null,
  })
  if ('problem' in secret) throw invalid(ask.secretId ? 'secretId' : 'secret', secret.problem)
  const started = ctx.prober.start({
    recipient: {
      url,
      headers: target?.headers ?? [],
      timeoutMs: ask.timeoutMs,
      secretLabel: secret.label,
    },
    targetName: target?.name ?? null,
    key: secret.key,
    signedWith: `${secret.label} (${secretHint(`whsec_${secret.key.export().toString('base64')}`)})`,
    checks: chosenChecks(ask.only),
  })
  if (started) return started
  const message = `${MAX_RUNNING_PROBES} probes are running: wait for one, or cancel it.`
  throw new AppError(409, 'TOO_MANY_PROBES', message)
}

/** The check under way has no result then. @throws AppError 404 or 409 */
export async function cancelProbe(ctx: AppContext, id: string): Promise<ProbeReport> {
  const { state } = getProbe(ctx, id)
  const cancelled = await ctx.prober.cancel(id)
  if (cancelled) return cancelled
  throw new AppError(409, 'PROBE_STATE', `This probe is ${state}.`)
}

function placeOf(
  ctx: AppContext,
  { url, targetId }: CreateProbe,
): { url: string; target: OpenTarget | null } {
  if (targetId !== undefined || url === undefined) {
    const target = requireTarget(ctx, targetId ?? '')
    return { url: target.url, target }
  }
  refuseOwnIngest(ctx, url)
  const target = targetOf(url, ctx.targets.list())
  if (target || isLoopbackUrl(url)) return { url, target }
  const message =
    'A probe creates and deletes things. It goes to this machine (localhost, 127.0.0.1, [::1]), or to the URL of a target: make this one a target if it may be probed.'
  throw new AppError(403, 'PROBE_NOT_ALLOWED', message, [{ path: 'url', message }])
}

/** It takes everything, whatever its signature: a report on it would only frighten. */
function refuseOwnIngest(ctx: AppContext, text: string): void {
  const url = new URL(text)
  const [local, open] = [new URL(ctx.localUrl()), new URL(ctx.publicUrl())]
  const isOwn = url.origin === open.origin || (url.port === local.port && isLoopbackUrl(text))
  if (!isOwn || !url.pathname.startsWith('/in/')) return
  throw invalid(
    'url',
    'This is an ingest URL of Hooklens itself, which takes everything. Probe the handler that the events are for.',
  )
}

function noProbe(id: string): AppError {
  return notFound('probe', `There is no probe "${id}". The newest are remembered until the server stops.`)
}
