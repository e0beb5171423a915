import type { EventNames } from './event-names.ts'
import { HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { type PythonDialect, pythonCore, pythonFiles, pythonImports } from './python/core.ts'

const dialect: PythonDialect = {
  isAsync: false,
  package: '',
  imports: ['from flask import Blueprint, Flask, Response, request'],
}

/** An app with a blueprint, which another app can take. */
export function flaskHandler(form: HandlerForm, names: EventNames): Handler {
  const code = `${pythonImports(form, dialect)}

stack_webhook = Blueprint("stack_webhook", __name__)


@stack_webhook.post("${HANDLER_PATH}")
def post_stack_webhook() -> Response:
    # The bytes as they came, which the signature is over: not request.json.
    body = request.get_data()
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Response(status=receive(body, headers))


${pythonCore(form, names, dialect)}


app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
app.register_blueprint(stack_webhook)
`
  return {
    files: [{ name: 'stack_webhook.py', language: 'python', code }, ...pythonFiles(form, names)],
    install: form === 'svix' ? 'pip install flask svix' : 'pip install flask',
    notes: [
      'To run it alone: flask --app stack_webhook run. In an app of yours: app.register_blueprint(stack_webhook).',
      'It needs Python 3.11.',
    ],
  }
}
