import type { Phrase } from '../phrase.ts'

const from = 'Next.js'
const isNext = ['x-powered-by', /^Next\.js$/i] as const
const isAppRouter = ['vary', /next-router-state-tree/i] as const
// A route handler that answers 404 or 405 by itself has these headers too, and a body of its own.
const empty = /^$/
const page = /^\s*<!DOCTYPE html/i

const methodNotExported =
  'The route is there, and does not export this method. Export it by its name in capitals, export async function POST(request), from route.ts; in the pages router answer it in the default export.'
const noRoute =
  'The application has no route at this path. It comes from the folders: app/api/webhooks/route.ts answers /api/webhooks. Look for route groups, a basePath and a file called page.tsx where route.ts is meant.'

export const nextjs: readonly Phrase[] = [
  { from, status: [405], header: isNext, words: empty, meaning: methodNotExported },
  { from, status: [405], header: isAppRouter, words: empty, meaning: methodNotExported },
  { from, status: [404], header: isNext, words: page, meaning: noRoute },
  { from, status: [404], header: isAppRouter, words: page, meaning: noRoute },
  { from, status: [404], words: /This page could not be found/, meaning: noRoute },
  {
    from,
    words: /API resolved without sending a response/,
    meaning: 'The API route ended without an answer. Answer on every path through it: res.status(204).end().',
  },
  {
    from,
    words: /No response is returned from route handler/,
    meaning: 'The route handler returned nothing. Return a Response on every path through it.',
  },
  {
    from,
    status: [413],
    words: /Body exceeded \S{1,20} limit/,
    meaning:
      'The body is larger than the API route takes. Raise its limit, or switch the parser off, which verification needs anyhow: export const config = { api: { bodyParser: false } }.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Clerk in Next.js',
    status: [404],
    header: ['x-clerk-auth-reason', /protect-rewrite/],
    meaning:
      'The middleware wants a signed-in user before the route is reached. Leave the webhook’s path out of what it protects.',
  },
]
