"""Serves a handler of Django, Flask or FastAPI with the standard library.

Beside the handler's own path it answers two: /worked and /environment.
"""

import asyncio
import io
import json
import os
import sys
import threading
import types
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

framework, folder = sys.argv[1:]
sys.path.insert(0, folder)

worked = []
failed = set()
requests = 0
changed = threading.Condition()


def work(event):
    with changed:
        worked.append(event["type"])
        if event["data"].get("fails") and event["type"] not in failed:
            failed.add(event["type"])
            raise RuntimeError("The work fails the first time.")
        if event["data"].get("waits"):
            # Ends once another request has come.
            before = requests
            changed.wait_for(lambda: requests > before)


async def work_async(event):
    await asyncio.to_thread(work, event)


hooks = types.ModuleType("hooks")
hooks.work, hooks.work_async = work, work_async
sys.modules["hooks"] = hooks


def wsgi_app():
    if framework == "flask":
        import stack_webhook

        return stack_webhook.app
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.configure(
        ROOT_URLCONF="stack_webhook.urls", ALLOWED_HOSTS=["*"], SECRET_KEY="test"
    )
    django.setup()
    return get_wsgi_application()


def through_wsgi(app, method, path, headers, body):
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": headers.get("content-type", ""),
        "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.multithread": True, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        if name.lower() not in ("content-type", "content-length"):
            environ["HTTP_" + name.upper().replace("-", "_")] = value
    statuses = []
    b"".join(app(environ, lambda status, *rest: statuses.append(int(status[:3]))))
    return statuses[-1]


def through_asgi(app, method, path, headers, body):
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }
    statuses = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    asyncio.run_coroutine_threadsafe(app(scope, receive, send), loop).result()
    return statuses[-1]


if framework == "fastapi":
    import stack_webhook

    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    through, app = through_asgi, stack_webhook.app
else:
    through, app = through_wsgi, wsgi_app()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        global requests
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        reply = b""
        if self.path == "/worked":
            status, reply = 200, json.dumps(worked).encode()
        elif self.path == "/environment":
            for name, value in json.loads(body).items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value
            status = 200
        else:
            with changed:
                requests += 1
                changed.notify_all()
            status = through(app, self.command, self.path, dict(self.headers.items()), body)
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_port, flush=True)
server.serve_forever()
