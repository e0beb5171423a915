/** `Stack (production)` → `stack-production`; null when the name has no letter or digit that a slug can hold. */
export function slugFromName(name: string): string | null {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? null : slug
}
