/** The search part of an address: plain text values, colons and slashes left readable. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function printSearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [`${key}=${encodeValue(value)}`] : [],
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2F/g, '/').replace(/%20/g, '+')
}
