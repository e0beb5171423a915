import type { EventNames } from './event-names.ts'
import { HANDLER_PATH, type Handler, type HandlerForm } from './handler.ts'
import { type PythonDialect, pythonCore, pythonFiles, pythonImports } from './python/core.ts'

const dialect: PythonDialect = {
  isAsync: false,
  package: '.',
  imports: [
    'from django.http import HttpRequest, HttpResponse',
    'from django.views.decorators.csrf import csrf_exempt',
    'from django.views.decorators.http import require_POST',
  ],
}

const urls = `from django.urls import path

from .views import stack_webhook

urlpatterns = [path("${HANDLER_PATH.slice(1)}", stack_webhook)]
`

/** A package with a view and its address. */
export function djangoHandler(form: HandlerForm, names: EventNames): Handler {
  const views = `${pythonImports(form, dialect)}


@csrf_exempt
@require_POST
def stack_webhook(request: HttpRequest) -> HttpResponse:
    # The bytes as they came, which the signature is over.
    headers = {name.lower(): value for name, value in request.headers.items()}
    return HttpResponse(status=receive(request.body, headers))


${pythonCore(form, names, dialect)}
`
  return {
    files: [
      { name: 'stack_webhook/views.py', language: 'python', code: views },
      ...pythonFiles(form, names, 'stack_webhook/'),
      { name: 'stack_webhook/urls.py', language: 'python', code: urls },
    ],
    install: form === 'svix' ? 'pip install django svix' : 'pip install django',
    notes: [
      'In the urls.py of the project: path("", include("stack_webhook.urls")).',
      'In Django REST framework read request.body before request.data.',
      'It needs Python 3.11.',
    ],
  }
}
