import { signedRequest } from './signed-request.ts'
import type { TestApp } from './start-app.ts'

/** Sends an event to the endpoint `stack`. */
export async function receive(
  { url }: TestApp,
  init: RequestInit = signedRequest('{"type":"user.created"}'),
): Promise<{ id: string; verdict: string }> {
  const reply = await fetch(`${url}/in/stack`, { method: 'POST', ...init })
  return (await reply.json()) as { id: string; verdict: string }
}

/** Resolves as soon as what is asked holds, asked again whenever something was heard on the bus. */
export async function onceTrue<T>({ ctx }: TestApp, ask: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    let unsubscribe = () => {}
    const news = new Promise<void>((resolve) => {
      unsubscribe = ctx.bus.subscribe(() => resolve())
    })
    const answer = await ask()
    if (answer !== null && answer !== false) {
      unsubscribe()
      return answer
    }
    await news
    unsubscribe()
  }
}

/** A delivery, whole, once it is over. */
export function ended(app: TestApp, id: string): Promise<any> {
  return onceTrue(app, async () => {
    const { json } = await app.api('GET', `/api/deliveries/${id}`)
    return json.status !== 'due' && json.status !== 'sending' && json
  })
}

/** The deliveries of an event, oldest first, once all are over. */
export function endedOf(app: TestApp, eventId: string, count = 1): Promise<any[]> {
  return onceTrue(app, async () => {
    const { json } = await app.api('GET', `/api/deliveries?eventId=${eventId}`)
    const over = json.deliveries.filter(({ status }: any) => status !== 'due' && status !== 'sending')
    return over.length >= count && over.reverse()
  })
}

/** Makes a target. */
export async function makeTarget({ api }: TestApp, fields: Record<string, unknown>): Promise<any> {
  const { status, json } = await api('POST', '/api/targets', { name: 'dev', retry: [], ...fields })
  if (status !== 201) throw new Error(JSON.stringify(json))
  return json
}
