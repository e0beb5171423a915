/** Headers that commonly hold a credential, by their names. */
const CREDENTIAL = /auth|cookie|token|secret|session|credential|password|passwd|bypass|signature|key/i

/** What stands for the hidden part of a credential, wherever one is shown. */
export const CREDENTIAL_MASK = '***'

/** Whether a header of this name is likely to hold a credential. */
export function isCredentialHeader(name: string): boolean {
  return CREDENTIAL.test(name)
}
