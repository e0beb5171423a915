/** For each share (0 to 1) the value below which that share of the values lies; NaN of none. */
export function percentiles<const Shares extends readonly number[]>(
  values: readonly number[],
  shares: Shares,
): { -readonly [Place in keyof Shares]: number } {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  return shares.map(at) as { -readonly [Place in keyof Shares]: number }
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** `12,345` */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US')

/** `3.4 ms`, `120 ms` */
export const ms = (value: number): string => `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`

export const percent = (share: number): string => `${Math.round(share * 100)} %`

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`
