const whole = new Intl.NumberFormat('en')

/** `1284` → `1,284`. */
export function formatCount(count: number): string {
  return whole.format(count)
}

/** `1 event`, `1,284 events`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** Bytes as a reader compares them: `142 B`, `1.7 kB`, `5.2 MB`, `1.3 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(bytes < 99_950 ? 1 : 0)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(bytes < 99_950_000 ? 1 : 0)} MB`
  return `${(bytes / 1_000_000_000).toFixed(bytes < 99_950_000_000 ? 1 : 0)} GB`
}

/** Long identifiers keep both ends: `msg_2mK9…vQ3x`. */
export function shortId(id: string, head = 8, tail = 4): string {
  return id.length <= head + tail + 1 ? id : `${id.slice(0, head)}…${id.slice(-tail)}`
}
