import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type {
  addSecretSchema,
  Counts,
  createEndpointSchema,
  Endpoint,
  Failures,
  SecretSummary,
  updateEndpointSchema,
  updateSecretSchema,
} from '../../shared/endpoint.ts'
import { slugOf } from '../../shared/slug.ts'
import type { AppContext } from '../context.ts'
import { invalid, notFound } from '../errors.ts'
import { applyConfiguredRetention, changeRetention, configuredRetention } from '../retention/rules.ts'
import type { SecretRecord } from '../store/endpoint-store.ts'
import { secretHint } from '../verify/secret.ts'
import type { OpenEndpoint, OpenSecret } from './registry.ts'

const noCounts: Counts = { verified: 0, failed: 0, unsigned: 0, unchecked: 0, refused: 0, bytes: 0 }

export async function listEndpoints(ctx: AppContext): Promise<Endpoint[]> {
  const figures = await readFigures(ctx)
  return ctx.registry.list().map((endpoint) => show(ctx, endpoint, figures))
}

export async function getEndpoint(ctx: AppContext, idOrSlug: string): Promise<Endpoint> {
  const figures = await readFigures(ctx)
  return show(ctx, requireEndpoint(ctx, idOrSlug), figures)
}

/** @throws SlugTakenError */
export async function createEndpoint(
  ctx: AppContext,
  { name, slug: given }: z.infer<typeof createEndpointSchema>,
): Promise<Endpoint> {
  const slug = given ?? slugOf(name)
  if (slug === '') throw invalid('slug', `No slug can be made from the name "${name}": give one.`)
  const now = ctx.now()
  const id = ctx.newId('ep', now)
  await ctx.store.endpoints.insert({ id, slug, name, createdAt: now }, [sampleSecret(ctx, id, now)])
  await changed(ctx)
  return getEndpoint(ctx, id)
}

/** @throws AppError 404, 409 */
export async function updateEndpoint(
  ctx: AppContext,
  idOrSlug: string,
  { name, retention, answer }: z.infer<typeof updateEndpointSchema>,
): Promise<Endpoint> {
  const endpoint = requireEndpoint(ctx, idOrSlug)
  const { id } = endpoint
  if (retention) await changeRetention(ctx, endpoint, retention)
  if (answer) requireAnsweringTarget(ctx, answer.targetId)
  if (answer !== undefined) await ctx.store.endpoints.setAnswer(id, answer)
  if (name !== undefined) await ctx.store.endpoints.rename(id, name)
  await changed(ctx)
  if (retention) ctx.keeper.changed(id)
  return getEndpoint(ctx, id)
}

function requireAnsweringTarget({ targets }: AppContext, targetId: string): void {
  if (!targets.get(targetId)) throw invalid('answer.targetId', `There is no target "${targetId}".`)
}

/** Gives the number of events that go with the endpoint. */
export async function deleteEndpoint(ctx: AppContext, idOrSlug: string): Promise<number> {
  const { id } = requireEndpoint(ctx, idOrSlug)
  const deleted = await ctx.store.endpoints.delete(id, ctx.now())
  await changed(ctx)
  ctx.bus.publish({ kind: 'deleted' })
  return deleted
}

export async function addSecret(
  ctx: AppContext,
  idOrSlug: string,
  { secret, label, expiresAt = null }: z.infer<typeof addSecretSchema>,
): Promise<SecretSummary> {
  const endpoint = requireEndpoint(ctx, idOrSlug)
  if (userSecrets(endpoint).some(({ text }) => text === secret)) {
    throw invalid('secret', 'This endpoint already has this secret.')
  }
  const record = userSecret(
    ctx,
    endpoint,
    label ?? `secret ${userSecrets(endpoint).length + 1}`,
    secret,
    expiresAt,
  )
  await ctx.store.secrets.insert(record)
  await changed(ctx)
  return showSecret(requireSecret(ctx, endpoint.id, record.id))
}

export async function updateSecret(
  ctx: AppContext,
  idOrSlug: string,
  secretId: string,
  change: z.infer<typeof updateSecretSchema>,
): Promise<SecretSummary> {
  const secret = requireSecret(ctx, idOrSlug, secretId)
  await ctx.store.secrets.update(secret.id, change, ctx.now())
  await changed(ctx)
  return showSecret(requireSecret(ctx, idOrSlug, secretId))
}

export async function removeSecret(ctx: AppContext, idOrSlug: string, secretId: string): Promise<void> {
  const secret = requireSecret(ctx, idOrSlug, secretId)
  await ctx.store.secrets.update(secret.id, { removedAt: ctx.now() }, ctx.now())
  await changed(ctx)
}

export function revealSecret(ctx: AppContext, idOrSlug: string, secretId: string): string {
  return requireSecret(ctx, idOrSlug, secretId).text
}

/** @throws AppError 404 */
export function requireEndpoint(ctx: AppContext, idOrSlug: string): OpenEndpoint {
  const endpoint = ctx.registry.byIdOrSlug(idOrSlug)
  if (endpoint) return endpoint
  throw notFound('endpoint', `There is no endpoint with id or slug "${idOrSlug}".`)
}

/** Makes what the configuration names and the store lacks. */
export async function applyConfiguredEndpoints(ctx: AppContext): Promise<void> {
  const wanted: { slug: string; name: string }[] = [...ctx.config.endpoints]
  const firstStart = ctx.registry.list().length === 0
  if (firstStart || ctx.config.secrets.some(({ endpointSlug }) => endpointSlug === 'stack')) {
    if (!wanted.some(({ slug }) => slug === 'stack')) wanted.push({ slug: 'stack', name: 'Stack' })
  }
  for (const endpoint of wanted) {
    if (!ctx.registry.bySlug(endpoint.slug)) await createEndpoint(ctx, endpoint)
  }
  await applyConfiguredRetention(ctx)
  for (const { endpointSlug, label, secret } of ctx.config.secrets) {
    const known = userSecrets(requireEndpoint(ctx, endpointSlug)).some(({ text }) => text === secret)
    if (!known) await addSecret(ctx, endpointSlug, { secret, label })
  }
}

/** The secrets that somebody added, without the one that signs samples. */
export function userSecrets(endpoint: OpenEndpoint): OpenSecret[] {
  return endpoint.secrets.filter(({ origin }) => origin === 'user')
}

function requireSecret(ctx: AppContext, idOrSlug: string, secretId: string): OpenSecret {
  const secret = userSecrets(requireEndpoint(ctx, idOrSlug)).find(({ id }) => id === secretId)
  if (secret) return secret
  throw notFound('secret', `This endpoint has no secret with id "${secretId}".`)
}

async function changed(ctx: AppContext): Promise<void> {
  await ctx.registry.reload()
  ctx.bus.publish({ kind: 'endpoints' })
}

/** Every endpoint has one from the start, so that a sample can be verified before any secret was added. */
function sampleSecret(ctx: AppContext, endpointId: string, now: number): SecretRecord {
  const id = ctx.newId('sec', now)
  const text = `whsec_${randomBytes(24).toString('base64')}`
  return {
    id,
    endpointId,
    origin: 'sample',
    label: 'Hooklens sample',
    sealed: ctx.seal.seal(text, id),
    expiresAt: null,
    createdAt: now,
    removedAt: null,
  }
}

function userSecret(
  ctx: AppContext,
  endpoint: OpenEndpoint,
  label: string,
  text: string,
  expiresAt: number | null,
): SecretRecord {
  const now = ctx.now()
  const id = ctx.newId('sec', now)
  const sealed = ctx.seal.seal(text, id)
  return {
    id,
    endpointId: endpoint.id,
    origin: 'user',
    label,
    sealed,
    expiresAt,
    createdAt: now,
    removedAt: null,
  }
}

/** What is known of all endpoints' events, each by endpoint id. */
interface Figures {
  counts: Map<string, Counts>
  failures: Map<string, Failures>
}

async function readFigures({ store }: AppContext): Promise<Figures> {
  const [counts, failures] = await Promise.all([store.endpoints.counts(), store.events.failures()])
  return { counts, failures }
}

function show(ctx: AppContext, endpoint: OpenEndpoint, { counts, failures }: Figures): Endpoint {
  const { id, slug, name, createdAt } = endpoint
  return {
    id,
    slug,
    name,
    ingestUrl: `${ctx.publicUrl()}/in/${slug}`,
    secrets: userSecrets(endpoint).map(showSecret),
    counts: counts.get(id) ?? noCounts,
    failures: failures.get(id) ?? null,
    secretsChangedAt: endpoint.secretsChangedAt,
    retention: endpoint.retention,
    retentionConfigured: configuredRetention(ctx, slug) !== null,
    answer: endpoint.answer,
    reverify: ctx.reverifier.progress(id),
    drifts: ctx.drifts.unseen(id),
    createdAt,
  }
}

function showSecret({ id, label, text, problem, expiresAt, createdAt }: OpenSecret): SecretSummary {
  return { id, label, hint: secretHint(text), problem, expiresAt, createdAt }
}
