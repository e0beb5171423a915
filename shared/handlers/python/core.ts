import type { EventNames } from '../event-names.ts'
import type { CodeFile, HandlerForm } from '../handler.ts'
import { pythonString } from '../shape/python.ts'
import { pythonEvents } from './events.ts'
import { pythonVerifySignature } from './verify-signature.ts'

/** In which ways the Python of handlers differs. */
export interface PythonDialect {
  /** Whether requests are answered by coroutines; else by threads. */
  isAsync: boolean
  /** What stands before the names of modules of this handler: `.` within a package. */
  package: '' | '.'
  /** Imports of the framework, as whole lines in their order. */
  imports: string[]
}

/** The imports of a handler, in the order that Python's style asks for. */
export function pythonImports(form: HandlerForm, { isAsync, package: dot, imports }: PythonDialect): string {
  return [
    ...(isAsync ? ['import asyncio'] : []),
    'import json',
    'import logging',
    'import os',
    'import re',
    ...(isAsync ? [] : ['import threading']),
    isAsync
      ? 'from collections.abc import Awaitable, Callable, Mapping'
      : 'from collections.abc import Callable, Mapping',
    ...(isAsync ? [] : ['from concurrent.futures import Future']),
    '',
    ...imports,
    ...(form === 'svix' ? ['from svix.webhooks import Webhook, WebhookVerificationError'] : []),
    '',
    `from ${dot}stack_events import StackEvent`,
    ...(form === 'manual' ? [`from ${dot}verify_signature import verify_signature`] : []),
  ].join('\n')
}

/** What does not depend on the framework: `receive`, which takes the bytes and gives the status to answer with. */
export function pythonCore(form: HandlerForm, names: EventNames, { isAsync }: PythonDialect): string {
  return [
    work(names, isAsync),
    receive(isAsync),
    form === 'svix' ? verifiedBySvix : verifiedByHand,
    isAsync ? onceInLoop : onceInThreads,
    secret,
  ].join('\n\n\n')
}

/** What stands beside a handler in Python. */
export function pythonFiles(form: HandlerForm, names: EventNames, folder = ''): CodeFile[] {
  return [
    { name: `${folder}stack_events.py`, language: 'python', code: pythonEvents(names) },
    ...(form === 'manual'
      ? [{ name: `${folder}verify_signature.py`, language: 'python' as const, code: pythonVerifySignature }]
      : []),
  ]
}

function work({ events }: EventNames, isAsync: boolean): string {
  const branches = events.flatMap(({ type, data }, i) => [
    `    ${i === 0 ? 'if' : 'elif'} event["type"] == ${pythonString(type)}:`,
    `        pass  # TODO: event["data"] is of type ${data}`,
  ])
  return [
    `${isAsync ? 'async ' : ''}def work(event: StackEvent) -> None:`,
    '    """Your code. If it raises, the sender sends the event again."""',
    ...branches,
    '    # Any other type is accepted and left: refused, it would be sent again for days.',
  ].join('\n')
}

function receive(isAsync: boolean): string {
  const wait = isAsync ? 'await ' : ''
  return `${isAsync ? 'async ' : ''}def receive(body: bytes, headers: Mapping[str, str]) -> int:
    """The status to answer with.

    400 for a bad signature, 500 to be sent the event again, else 204.
    """
    try:
        event = verified(body, headers)
        if event is None:
            return 400
        message_id = headers.get("svix-id") or headers.get("webhook-id") or ""
        if isinstance(event, dict) and "type" in event:
            ${wait}once(message_id, lambda: work(event))
        return 204
    except Exception:
        logging.exception("The webhook failed")
        return 500`
}

const verifiedHead = `def verified(body: bytes, headers: Mapping[str, str]) -> StackEvent | None:
    """The event, or None for a bad signature. Nothing is parsed before it is verified."""`

const verifiedByHand = `${verifiedHead}
    is_signed = verify_signature(signing_secret(), headers, body)
    return json.loads(body) if is_signed else None`

const verifiedBySvix = `${verifiedHead}
    webhook = Webhook(signing_secret())
    try:
        webhook.verify(body, dict(headers))
    except (WebhookVerificationError, ValueError):
        return None
    return json.loads(body)`

const where = `# The messages that were worked on, or are at this moment. This process alone knows
# them: in production keep the ids in a table with a unique key, written in the
# transaction that does the work.`

const onceInThreads = `${where}
_seen: dict[str, Future[None]] = {}
_lock = threading.Lock()


def once(message_id: str, act: Callable[[], None]) -> None:
    """Works on a message once, though it comes again. One that failed may come again."""
    with _lock:
        before = _seen.get(message_id)
        running = before or _seen.setdefault(message_id, Future())
        if len(_seen) > 10_000:
            del _seen[next(iter(_seen))]
    if before is not None:
        # Waits for whoever works on it, and fails if that fails.
        return before.result()
    try:
        act()
    except BaseException as error:
        with _lock:
            _seen.pop(message_id, None)
        running.set_exception(error)
        raise
    running.set_result(None)`

const onceInLoop = `${where}
_seen: dict[str, asyncio.Future[None]] = {}


async def once(message_id: str, act: Callable[[], Awaitable[None]]) -> None:
    """Works on a message once, though it comes again. One that failed may come again."""
    running = _seen.get(message_id)
    if running is None:
        running = _seen[message_id] = asyncio.ensure_future(act())
        if len(_seen) > 10_000:
            del _seen[next(iter(_seen))]
    try:
        # The work goes on, whoever stops waiting for it.
        await asyncio.shield(running)
    except Exception:
        if _seen.get(message_id) is running:
            del _seen[message_id]
        raise`

const secret = `def signing_secret() -> str:
    name = "STACK_WEBHOOK_SECRET"
    secret = os.environ.get(name) or os.environ.get("HEXCLAVE_WEBHOOK_SECRET") or ""
    # Without this a missing secret could be an empty key, with which anybody can sign.
    if not re.fullmatch(r"(whsec_)?[A-Za-z0-9+/]+=*", secret):
        raise RuntimeError(f"{name} is no signing secret")
    return secret`
