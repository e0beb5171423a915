import { AttemptFailure } from './failure.ts'
import type { TargetUrl } from './target-url.ts'

interface SystemError {
  code?: string | undefined
  message?: string
  /** Of several addresses, one each. */
  errors?: SystemError[]
}

export function lookupFailure(hostname: string, { code }: SystemError): AttemptFailure {
  if (code === 'EAI_AGAIN' || code === 'ETIMEOUT' || code === 'ESERVFAIL') {
    return new AttemptFailure('dns', `The name server gives no answer about ${hostname} just now (${code}).`)
  }
  return new AttemptFailure(
    'dns',
    `The name ${hostname} has no address${code ? ` (${code})` : ''}. Is it spelt right, and known on the machine that Hooklens runs on?`,
  )
}

/** Nobody could be reached at any of these addresses. */
export function connectFailure(
  url: TargetUrl,
  addresses: { address: string }[],
  error: SystemError,
): AttemptFailure {
  const tried = addresses.map(({ address }) => address).filter((address) => address !== url.hostname)
  const where = tried.length > 0 ? `${hostAndPort(url)} (${tried.join(', ')})` : hostAndPort(url)
  const codes = error.errors?.map(({ code }) => code) ?? [error.code]
  if (codes.includes('ECONNREFUSED')) {
    return new AttemptFailure('refused', `Nobody listens at ${where}. Does the target run, and on this port?`)
  }
  if (codes.includes('EMFILE') || codes.includes('ENFILE')) {
    return new AttemptFailure('unreachable', `This server has too many files open to connect to ${where}.`)
  }
  const words =
    codes.map((code) => reasons[code ?? ''] ?? code).find(Boolean) ?? error.message ?? 'no reason given'
  return new AttemptFailure('unreachable', `${where} cannot be reached: ${words}.`)
}

const reasons: Record<string, string> = {
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to its network',
  EHOSTDOWN: 'the host is down',
  ENETDOWN: 'this machine’s network is down',
  ETIMEDOUT: 'it does not answer',
  EACCES: 'this machine’s firewall forbids it',
  EPERM: 'this machine’s firewall forbids it',
  EADDRNOTAVAIL: 'this machine has no address or port left to connect from',
}

/**
 * TCP was connected, TLS failed.
 *
 * @param where host and port
 */
export function tlsFailure(where: string, { code = '', message = '' }: SystemError): AttemptFailure {
  const known = certificateWords[code]?.(where)
  if (known) return new AttemptFailure('tls', known)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new AttemptFailure(
      'tls',
      `The certificate of ${where} is for another host: ${message.replace(/^.*altnames:\s*/, '')}. Use a name that it covers.`,
    )
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER_FAILURE/.test(code)) {
    return new AttemptFailure('tls', `${where} does not speak TLS. Should the URL begin with http: ?`)
  }
  if (/ALERT_(?:CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE)/.test(code)) {
    return new AttemptFailure(
      'tls',
      `${where} refused the TLS handshake (${code}). If it asks for a client certificate: Hooklens has none to show.`,
    )
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new AttemptFailure(
      'tls',
      `${where} broke off the TLS handshake. Should the URL begin with http: ?`,
    )
  }
  return new AttemptFailure('tls', `TLS with ${where} failed: ${message || code}`)
}

const trust =
  'If you trust it, start Hooklens with NODE_EXTRA_CA_CERTS=file.pem, where the file holds the certificate of who issued it.'

const certificateWords: Record<string, (where: string) => string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: (where) => `The certificate of ${where} is self-signed. ${trust}`,
  SELF_SIGNED_CERT_IN_CHAIN: (where) =>
    `The certificate of ${where} was issued by an authority of its own. ${trust}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (where) =>
    `The certificate of ${where} was issued by an authority that is not known here. ${trust}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (where) =>
    `${where} does not send the certificate of its issuer along, or it is not known here. ${trust}`,
  CERT_HAS_EXPIRED: (where) => `The certificate of ${where} has expired. Renew it there.`,
  CERT_NOT_YET_VALID: (where) =>
    `The certificate of ${where} is not valid yet. Are the clocks right, here and there?`,
  CERT_REVOKED: (where) => `The certificate of ${where} was revoked. Renew it there.`,
}

export function hostAndPort({ host, port }: TargetUrl): string {
  return /:\d+$/.test(host) ? host : `${host}:${port}`
}
