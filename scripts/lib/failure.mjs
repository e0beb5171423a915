import { endWithParent } from './parent.mjs'

/** A failure that a person can act on: what went wrong, what was printed, what to do. */
export class Failure extends Error {
  constructor(message, { output = '', advice = [], exitCode = 1 } = {}) {
    super(message)
    this.output = output
    this.advice = advice
    this.exitCode = exitCode
  }
}

/** Somebody pressed Ctrl-C or sent a signal: nothing to explain. */
export class Interrupted extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}.`)
    this.exitCode = signal === 'SIGINT' ? 130 : 143
  }
}

const TAIL_LINES = 60

/** Prints a failure: the end of what the command printed, then the failure, then the advice. */
export function printFailure(failure) {
  const lines = failure.output.trimEnd().split('\n')
  if (lines.length > TAIL_LINES) console.error(`  … ${lines.length - TAIL_LINES} lines before`)
  if (failure.output.trim() !== '') console.error(lines.slice(-TAIL_LINES).join('\n'))
  console.error(`\n✗ ${failure.message}`)
  for (const line of failure.advice) console.error(`  ${line}`)
}

/** Runs a script's task and turns what it throws into words and an exit code. */
export async function main(task) {
  endWithParent()
  try {
    process.exitCode = (await task()) ?? 0
  } catch (error) {
    if (error instanceof Failure) printFailure(error)
    else if (error instanceof Interrupted) console.error(`\n${error.message}`)
    else console.error(error)
    process.exitCode = error?.exitCode ?? 1
  }
}
