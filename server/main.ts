#!/usr/bin/env node
import { Command } from 'commander'
import type { ExportFlags } from './cli/export.ts'
import type { ImportFlags } from './cli/import.ts'
import type { ProbeFlags } from './cli/probe.ts'
import { RemoteError } from './cli/remote.ts'
import type { TriggerFlags } from './cli/trigger.ts'
import { UsageError } from './cli/usage-error.ts'
import { type VerifyFlags, verify } from './cli/verify.ts'
import { ConfigError, type Flags } from './config.ts'
import { StoreInUseError } from './store/errors.ts'
import { version } from './version.ts'

const program = new Command('hooklens')
  .description('A self-hosted inspector for Stack and other Svix-signed webhooks.')
  .version(version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

program
  .command('serve', { isDefault: true })
  .description('run the server')
  .option('--host <address>', 'where to listen (HOOKLENS_HOST, default 127.0.0.1)')
  .option('--port <number>', 'where to listen, 0 for a free one (HOOKLENS_PORT or PORT, default 4400)')
  .option('--data-dir <folder>', 'where events are kept (HOOKLENS_DATA_DIR, default .hooklens)')
  .option(
    '--database-url <url>',
    'PostgreSQL instead of the data dir (HOOKLENS_DATABASE_URL; not in this version)',
  )
  .option('--public-url <url>', 'where others reach the server (HOOKLENS_PUBLIC_URL)')
  .option('--max-body-bytes <number>', 'larger requests are refused (HOOKLENS_MAX_BODY_BYTES, default 5 MiB)')
  .option(
    '--send-policy <policy>',
    'where events may be sent on to: any, or public (HOOKLENS_SEND_POLICY, default any on a loopback host, else public)',
  )
  .option(
    '--send-allow <list>',
    'networks, addresses and hosts that "public" allows too (HOOKLENS_SEND_ALLOW)',
  )
  .option('--config <file>', 'endpoints and secrets (HOOKLENS_CONFIG, default hooklens.config.json if there)')
  .addHelpText('after', '\nExample:\n  hooklens --port 5000 --data-dir ~/hooklens')
  .action(async (flags: Flags) => {
    // The other commands need no server: they start faster without it.
    const { serve } = await import('./cli/serve.ts')
    await serve(flags)
  })

program
  .command('verify')
  .description('explain offline why a saved request is verified or not')
  .argument(
    '[file]',
    'a cURL command, HAR file, raw HTTP message or Hooklens JSON; standard input without it',
  )
  .option(
    '--secret <secret>',
    'the signing secret, more than once for several (also STACK_WEBHOOK_SECRET)',
    (secret: string, others: string[]) => [...others, secret],
    [],
  )
  .option('--at <time>', 'when the request was received (default: as the file says, else now)')
  .option('--json', 'print the diagnosis as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 verified, 1 not verified, 2 wrong usage.\n\nExample:\n  hooklens verify request.txt --secret whsec_… --at 2026-11-23T10:00:00Z',
  )
  .action(async (file: string | undefined, flags: VerifyFlags) => {
    process.exitCode = await verify(file, flags)
  })

program
  .command('probe')
  .description('try a webhook handler with crafted deliveries, and tell what is wrong with it')
  .argument('[url]', 'the handler: on this machine, or the URL of a target of the configuration file')
  .option('--target <name>', 'a target of the configuration file, in the place of a URL')
  .option('--secret <secret>', 'the handler’s signing secret (also STACK_WEBHOOK_SECRET, or the target’s)')
  .option('--format <format>', 'text, json, markdown or junit', 'text')
  .option('--json', 'the same as --format json')
  .option('--out <file>', 'where to (default: standard output)')
  .option('--only <codes>', 'these checks, with commas between; valid always runs')
  .option('--timeout <seconds>', 'how long the handler may take for each answer (default 15)')
  .option(
    '--config <file>',
    'where targets are named (HOOKLENS_CONFIG, default hooklens.config.json if there)',
  )
  .option('--yes', 'do not ask whether to go on')
  .addHelpText(
    'after',
    '\nA handler with side effects will have them.\n\nExit codes: 0 every required check passed, 1 not, 2 wrong usage.\n\nExample:\n  hooklens probe http://localhost:3000/api/webhooks/stack --secret whsec_… --format junit --out probe.xml',
  )
  .action(async (url: string | undefined, flags: ProbeFlags) => {
    const { probe } = await import('./cli/probe.ts')
    process.exitCode = await probe(url, flags)
  })

const serverOption = [
  '--server <url>',
  'a running Hooklens (HOOKLENS_PUBLIC_URL, default http://127.0.0.1:4400)',
] as const

program
  .command('export')
  .description('write stored events of a running server into a file, oldest first')
  .option(...serverOption)
  .option('--q <query>', 'only events that match, in the search language')
  .option('--endpoint <slug>', 'only events of this endpoint')
  .option('--format <format>', 'ndjson, har or csv', 'ndjson')
  .option('--out <file>', 'where to (default: standard output)')
  .option('--json', 'tell of the file as JSON')
  .addHelpText('after', '\nExample:\n  hooklens export --q "verdict:failed after:2d" --out failed.ndjson')
  .action(async (flags: ExportFlags) => {
    const { exportEvents } = await import('./cli/export.ts')
    process.exitCode = await exportEvents(flags)
  })

program
  .command('import')
  .description('store events of a file in a running server; those that are there are skipped')
  .argument('<file>', 'NDJSON as exported, or HAR, also packed (.gz); - for standard input')
  .option(...serverOption)
  .option('--endpoint <slug>', 'the endpoint that gets them (default: as the file says)')
  .option('--json', 'print the result as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 all are there, 1 some could not be imported, 2 wrong usage.\n\nExample:\n  hooklens import failed.ndjson --server http://127.0.0.1:4401',
  )
  .action(async (file: string, flags: ImportFlags) => {
    const { importEvents } = await import('./cli/import.ts')
    process.exitCode = await importEvents(file, flags)
  })

const several = (value: string, others: string[]) => [...others, value]

program
  .command('trigger')
  .description('send a signed sample, or a scenario of them, to an endpoint or straight to a handler')
  .argument('[what]', 'a type such as user.created, or a scenario such as sign-up; --list lists them')
  .option('--endpoint <slug>', 'an endpoint of a running server (default: stack)')
  .option('--to <url>', 'straight to the URL of a handler, without a server')
  .option('--secret <secret>', 'the secret of the handler (also STACK_WEBHOOK_SECRET)')
  .option('--old-secret <secret>', 'the secret before it, for secret-rotation')
  .option(...serverOption)
  .option('--set <path=value>', 'another value in the payload, as JSON or text; more than once', several, [])
  .option('--unset <path>', 'leave a value out of the payload; more than once', several, [])
  .option('--data <json>', 'a JSON object, or @file, to lay over the data of the payload')
  .option('--tamper <cause>', 'make a fault on purpose, by the code of its cause')
  .option('--count <number>', 'send it so often (default: 1)')
  .option('--rate <number>', 'send so many a second')
  .option('--seed <text>', 'the same seed gives the same users and teams (default: a new one)')
  .option('--list', 'list types and scenarios')
  .option('--json', 'print what came of it as JSON')
  .addHelpText(
    'after',
    '\nExit codes: 0 all were taken (with --tamper: refused), 1 some were not, 2 wrong usage, 130 interrupted.\n\nExamples:\n  hooklens trigger sign-up\n  hooklens trigger user.updated --set data.display_name=Ada --to http://localhost:3000/api/webhooks/stack',
  )
  .action(async (what: string | undefined, flags: TriggerFlags) => {
    const { trigger } = await import('./cli/trigger.ts')
    process.exitCode = await trigger(what, flags)
  })

try {
  await program.parseAsync()
} catch (error) {
  const { text, exitCode } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exit(exitCode)
}

/** What a person at the terminal can act on; the stack only where nobody foresaw the error. */
function explain(error: unknown): { text: string; exitCode: number } {
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (error instanceof ConfigError || error instanceof UsageError) return { text: message, exitCode: 2 }
  if (error instanceof RemoteError) return { text: message, exitCode: 1 }
  if (error instanceof StoreInUseError) return { text: message, exitCode: 1 }
  if (code === 'EADDRINUSE') {
    return { text: `${message}. Another program uses this port: choose one with --port.`, exitCode: 1 }
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'EROFS') return { text: message, exitCode: 1 }
  // EX_SOFTWARE: scripts must be able to tell a crash from "no".
  return { text: stack ?? message, exitCode: 70 }
}
