import type { EventNames } from './event-names.ts'
import { HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { type PythonDialect, pythonCore, pythonFiles, pythonImports } from './python/core.ts'

const dialect: PythonDialect = {
  isAsync: true,
  package: '',
  imports: ['from fastapi import APIRouter, FastAPI, Request, Response'],
}

/** An app with a router, which another app can take. */
export function fastapiHandler(form: HandlerForm, names: EventNames): Handler {
  const code = `${pythonImports(form, dialect)}

router = APIRouter()


@router.post("${HANDLER_PATH}")
async def stack_webhook(request: Request) -> Response:
    # The bytes as they came, which the signature is over: not a Pydantic model.
    body = await request.body()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Response(status_code=await receive(body, headers))


${pythonCore(form, names, dialect)}


app = FastAPI()
app.include_router(router)
`
  return {
    files: [{ name: 'stack_webhook.py', language: 'python', code }, ...pythonFiles(form, names)],
    install: form === 'svix' ? 'pip install fastapi uvicorn svix' : 'pip install fastapi uvicorn',
    notes: [
      'To run it alone: uvicorn stack_webhook:app. In an app of yours: app.include_router(router).',
      'Code that blocks belongs into await run_in_threadpool(…), of fastapi.concurrency.',
      'It needs Python 3.11.',
    ],
  }
}
