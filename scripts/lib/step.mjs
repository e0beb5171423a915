import { Failure } from './failure.mjs'
import { run } from './run.mjs'

const REMIND_MS = 20_000

/**
 * Runs one command as a step: says what is being done, now and then that it still is, and how long it took.
 * @throws Failure with the command's output and the advice, when the command fails
 */
export async function step(title, command, { failed, advice = [], env, timeoutMs } = {}) {
  console.log(`› ${title}`)
  const startedAt = performance.now()
  let lastLine = ''
  const reminder = setInterval(() => {
    console.log(
      `  still at it after ${seconds(startedAt)}${/^npm warn/.test(lastLine) || lastLine === '' ? '' : `: ${lastLine}`}`,
    )
  }, REMIND_MS)
  try {
    const { code, output } = await run(command, {
      env,
      timeoutMs,
      onOutput: (text) => {
        lastLine = text.trim().split('\n').at(-1)?.slice(0, 100) ?? ''
      },
    })
    if (code !== 0) throw new Failure(failed ?? `This step failed: ${title}`, { output, advice })
  } finally {
    clearInterval(reminder)
  }
  console.log(`  done in ${seconds(startedAt)}`)
}

/** The time since `startedAt` (of `performance.now()`), for people. */
export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}
