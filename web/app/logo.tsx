/** The lens, as in `public/favicon.svg`. */
export function Logo() {
  return (
    <svg width={20} height={20} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#3b5bdb" />
      <circle cx="14" cy="14" r="6.5" stroke="#fff" strokeWidth="3" />
      <path d="M19 19l6 6" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
