import fc from 'fast-check'

/** Texts that a user may paste: good secrets in every form that the library takes, and wrong ones. */
export const secretText: fc.Arbitrary<string> = fc.oneof(
  weighted(
    24,
    fc
      .record({
        base64: fc.uint8Array({ minLength: 24, maxLength: 75 }).map(base64Of),
        prefix: fc.constantFrom('whsec_', 'whsec_', ''),
        shape: fc.constantFrom(...Array<string>(7).fill('as is'), 'unpadded', 'one more', 'two more'),
        more: fc.constantFrom(...'\n =A-"%'),
      })
      .map(({ base64, prefix, shape, more }) => {
        const unpadded = base64.replace(/=*$/, '')
        if (shape === 'unpadded') return prefix + unpadded
        if (shape === 'one more') return prefix + base64 + more
        return prefix + (shape === 'two more' ? unpadded + more + more : base64)
      }),
  ),
  weighted(1, fc.constant('whsec_')),
  weighted(
    1,
    fc.uint8Array({ maxLength: 6 }).map((bytes) => `whsec_${base64Of(bytes)}`),
  ),
  weighted(1, fc.string({ maxLength: 40, unit: 'binary' })),
  weighted(1, fc.stringMatching(/^(whsec_)?[A-Za-z0-9+/]{0,9}={0,4}$/)),
  weighted(
    1,
    fc.constantFrom('', 'v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZI', '"whsec_MfKQ9r8GKYqr"', 'sk_test_-_-_-_-'),
  ),
)

/** One choice of `fc.oneof`. */
export function weighted<T>(weight: number, arbitrary: fc.Arbitrary<T>) {
  return { weight, arbitrary }
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
