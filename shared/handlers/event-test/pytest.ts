import { assertNever } from '../../assert-never.ts'
import { type CodeFile, HANDLER_PATH } from '../handler.ts'
import { pythonString } from '../shape/python.ts'
import type { Fixture } from './fixture.ts'
import type { TestCall, TestedEvent } from './index.ts'

/** Only in tests: whoever knows it could sign. */
const testSecret = 'whsec_dGVzdHMgc2lnbiB3aXRoIHRoaXMga2V5'

interface Caller {
  /** Of the standard library, beside those that every test has. */
  imports: string[]
  setting: string
  /** The body of `call(headers, sent)`. */
  call: string
}

export function pytestFile({ type, contentType }: TestedEvent, fixture: Fixture, call: TestCall): CodeFile {
  const caller = callerOf(call)
  const imports = ['base64', 'hashlib', 'hmac', 'os', 'time', 'uuid', ...caller.imports].sort()
  const path = `Path(__file__).with_name("fixtures") / ${pythonString(fixture.file.name.replace('fixtures/', ''))}`
  const code = `${pythonComment(type)}

${imports.map((name) => `import ${name}`).join('\n')}
from pathlib import Path

${caller.setting}
FILE = ${path}
BODY = ${fixture.isBase64 ? 'base64.b64decode(FILE.read_text())' : 'FILE.read_bytes()'}


def test_${fixture.name}_is_accepted():
    assert 200 <= send(BODY, BODY) < 300


def test_${fixture.name}_is_refused_where_the_body_is_not_the_one_that_was_signed():
    assert send(BODY, BODY + b" ") == 400


def send(signed: bytes, sent: bytes) -> int:
    """The status of the answer to sent, under a signature over signed.

    The signature is made now, for a new message.
    """
    message_id, timestamp = f"msg_{uuid.uuid4()}", str(int(time.time()))
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    content = f"{message_id}.{timestamp}.".encode() + signed
    digest = hmac.new(key, content, hashlib.sha256).digest()
    headers = {
        "content-type": ${pythonString(contentType ?? 'application/json')},
        "svix-id": message_id,
        "svix-timestamp": timestamp,
        "svix-signature": "v1," + base64.b64encode(digest).decode(),
    }
    return call(headers, sent)


def call(headers: dict[str, str], sent: bytes) -> int:
${caller.call}
`
  return { name: `test_${fixture.name}.py`, language: 'python', code }
}

function pythonComment(type: string | null): string {
  // Whatever the type holds, it ends neither the string nor the line.
  const safe = (type ?? 'An event').replace(/[^\w.]/g, ' ')
  return `"""${safe}: signed afresh, and given to the handler."""`
}

const ownSecret = `# Before the handler is imported, which may read it at once.
SECRET = os.environ.setdefault("STACK_WEBHOOK_SECRET", "${testSecret}")`

function callerOf(call: TestCall): Caller {
  switch (call) {
    case 'flask':
      return {
        imports: [],
        setting: ownSecret,
        call: `    from stack_webhook import app

    return app.test_client().post("${HANDLER_PATH}", data=sent, headers=headers).status_code`,
      }
    case 'fastapi':
      return {
        imports: [],
        setting: ownSecret,
        call: `    from fastapi.testclient import TestClient  # needs httpx
    from stack_webhook import app

    client = TestClient(app, raise_server_exceptions=False, follow_redirects=False)
    return client.post("${HANDLER_PATH}", content=sent, headers=headers).status_code`,
      }
    case 'django':
      return {
        imports: [],
        setting: ownSecret,
        call: `    from django.test import Client  # pytest-django names the settings

    # As WSGI has them.
    given = {
        "HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items()
    }
    content_type = given.pop("HTTP_CONTENT_TYPE")
    client = Client(raise_request_exception=False)
    return client.post(
        "${HANDLER_PATH}", sent, content_type=content_type, **given
    ).status_code`,
      }
    case 'http':
    case 'nextjs':
    case 'react-express':
    case 'express':
    case 'nodejs':
    case 'javascript':
      return {
        imports: ['urllib.error', 'urllib.request'],
        setting: `# The handler runs, with the same secret in its environment.
SECRET = os.environ.get("STACK_WEBHOOK_SECRET") or os.environ["HEXCLAVE_WEBHOOK_SECRET"]
URL = os.environ.get("HANDLER_URL", "http://127.0.0.1:8000${HANDLER_PATH}")`,
        call: `    request = urllib.request.Request(URL, data=sent, headers=headers, method="POST")
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=15) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """For the sender a redirect is a failure."""

    def redirect_request(self, *args):
        return None`,
      }
    default:
      return assertNever(call)
  }
}
