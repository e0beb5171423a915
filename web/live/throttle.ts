/** Runs `work` soon after it was asked for: one at a time, and `everyMs` apart. Failures are the work's own to tell. */
export class Throttle {
  private readonly work: () => Promise<unknown>
  private readonly everyMs: number
  private timer: ReturnType<typeof setTimeout> | undefined
  private working = false
  private wanted = false

  constructor(work: () => Promise<unknown>, everyMs: number) {
    this.work = work
    this.everyMs = everyMs
  }

  /** At once if nothing ran lately, else when the time has passed. */
  ask(): void {
    this.wanted = true
    if (!this.working && this.timer === undefined) void this.run()
  }

  stop(): void {
    this.wanted = false
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private async run(): Promise<void> {
    this.wanted = false
    this.working = true
    await this.work().catch(() => {})
    this.working = false
    this.timer = setTimeout(() => {
      this.timer = undefined
      if (this.wanted) void this.run()
    }, this.everyMs)
  }
}
