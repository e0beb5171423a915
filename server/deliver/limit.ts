import { AttemptFailure } from './failure.ts'
import { onAbort } from './on-abort.ts'

/** What an attempt is busy with. */
export type Phase = 'lookup' | 'connect' | 'answer' | 'body'

const doing: Record<Phase, string> = {
  lookup: 'looking up the host’s name',
  connect: 'connecting',
  answer: 'waiting for the answer',
  body: 'reading the answer',
}

/** Ends an attempt when its time is over, or when a signal says so: one timer for all its steps. */
export class Limit {
  phase: Phase = 'lookup'
  /** Why it is over; null: it is not. */
  over: AttemptFailure | null = null
  readonly #ms: number
  readonly #timer: NodeJS.Timeout
  readonly #unwatch: () => void
  #stop: ((failure: AttemptFailure) => void) | null = null

  constructor(ms: number, signal: AbortSignal) {
    this.#ms = ms
    this.#timer = setTimeout(this.#onTimeout, ms)
    this.#unwatch = onAbort(signal, this.interrupt)
    if (signal.aborted) this.interrupt()
  }

  /** What has to be done when it is over while this step is under way. Each step replaces the one before. */
  enter(phase: Phase, stop: (failure: AttemptFailure) => void): void {
    this.phase = phase
    this.#stop = stop
    if (this.over) stop(this.over)
  }

  /** The attempt has ended by itself. */
  clear(): void {
    this.#stop = null
    clearTimeout(this.#timer)
    this.#unwatch()
  }

  readonly interrupt = (): void => {
    const sent = this.phase === 'answer' || this.phase === 'body'
    const words = sent
      ? 'The attempt was interrupted. Nobody knows what the target made of the request.'
      : 'The attempt was interrupted before anything was sent.'
    this.#end(new AttemptFailure('interrupted', words))
  }

  readonly #onTimeout = (): void => {
    const hint = {
      lookup: '',
      connect: ' Does the target’s machine run, and does a firewall let this server through?',
      answer: ' Handlers should answer first and work afterwards; or give the target more time.',
      body: '',
    }[this.phase]
    this.#end(
      new AttemptFailure(
        'timeout',
        `Timed out after ${seconds(this.#ms)}, while ${doing[this.phase]}.${hint}`,
      ),
    )
  }

  #end(failure: AttemptFailure): void {
    if (this.over) return
    this.over = failure
    this.#stop?.(failure)
  }
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`
}
