import { djangoHandler } from './django.ts'
import { type EventNames, nameEvents } from './event-names.ts'
import { expressHandler } from './express.ts'
import { fastapiHandler } from './fastapi.ts'
import { flaskHandler } from './flask.ts'
import type { Handler, HandlerForm, HandlerFramework, HandlerRequest } from './handler.ts'
import { javascriptHandler } from './javascript.ts'
import { nextjsHandler } from './nextjs.ts'
import { nodejsHandler } from './nodejs.ts'
import { reactExpressHandler } from './react-express.ts'

export * from './handler.ts'

const writers: Record<HandlerFramework, (form: HandlerForm, names: EventNames) => Handler> = {
  nextjs: nextjsHandler,
  'react-express': reactExpressHandler,
  express: expressHandler,
  nodejs: nodejsHandler,
  javascript: javascriptHandler,
  django: djangoHandler,
  fastapi: fastapiHandler,
  flask: flaskHandler,
}

/**
 * A receiver for the webhooks of Stack, to be saved as it is. It verifies the bytes, answers 400 for a bad
 * signature and 204 for types that it does not know, works on each message once, and answers 500 where the work
 * fails, so that the sender tries again.
 */
export function handlerCode({ framework, form, types, shapeOf }: HandlerRequest): Handler {
  return writers[framework](form, nameEvents(types, shapeOf))
}
