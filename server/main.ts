#!/usr/bin/env node
import { Command } from 'commander'
import { UsageError } from './cli/usage-error.ts'
import { type VerifyFlags, verify } from './cli/verify.ts'
import { ConfigError, type Flags } from './config.ts'
import { StoreInUseError } from './store/store.ts'
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
  if (error instanceof StoreInUseError) return { text: message, exitCode: 1 }
  if (code === 'EADDRINUSE') {
    return { text: `${message}. Another program uses this port: choose one with --port.`, exitCode: 1 }
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'EROFS') return { text: message, exitCode: 1 }
  // EX_SOFTWARE: scripts must be able to tell a crash from "no".
  return { text: stack ?? message, exitCode: 70 }
}
