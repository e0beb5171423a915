"""A handler of Python's standard library alone. Arguments: path, secret, and "parses" to parse first.

Prints its port. GET /received tells what it accepted, one JSON line each.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH, SECRET, MODE = sys.argv[1:4]
received = []


def refusal(headers, body):
    names = ("svix-id", "svix-timestamp", "svix-signature")
    message_id, timestamp, signatures = (headers.get(name) for name in names)
    if not (message_id and timestamp and signatures):
        return "missing svix headers"
    if not timestamp.isdecimal():
        return "timestamp is no number"
    age = time.time() - int(timestamp)
    if age > 300:
        return "timestamp too old"
    if age < -300:
        return "timestamp too new"
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    if not any(hmac.compare_digest(f"v1,{digest}", one) for one in signatures.split(" ")):
        return "invalid signature"
    return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path != PATH:
            return self.answer(404, {"error": "no such path"})
        if MODE == "parses":
            body = json.dumps(json.loads(body)).encode()
        problem = refusal(self.headers, body)
        if problem:
            return self.answer(401, {"error": problem})
        message_id = self.headers["svix-id"]
        duplicate = any(one["id"] == message_id for one in received)
        encoded = base64.b64encode(body).decode()
        received.append({"id": message_id, "body": encoded, "duplicate": duplicate})
        self.answer(200, {"duplicate": duplicate})

    def do_GET(self):
        self.answer(200, received)

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *args):
        """What is thrown breaks off the connection; nobody reads the trace."""


server = Server(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
