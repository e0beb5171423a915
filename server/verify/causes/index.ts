import { bodyBase64 } from './body-base64.ts'
import { bodyBom } from './body-bom.ts'
import { bodyCharset } from './body-charset.ts'
import { bodyCompressed } from './body-compressed.ts'
import { bodyDoubleEncoded } from './body-double-encoded.ts'
import { bodyEmpty } from './body-empty.ts'
import { bodyFormEncoded } from './body-form-encoded.ts'
import { bodyNewlines } from './body-newlines.ts'
import { bodyReserialized } from './body-reserialized.ts'
import { bodyWhitespace } from './body-whitespace.ts'
import { headerDuplicated } from './header-duplicated.ts'
import { headerMissing } from './header-missing.ts'
import { headerMixedSets } from './header-mixed-sets.ts'
import { idAltered } from './id-altered.ts'
import { replayedRequest } from './replayed-request.ts'
import { secretDoubleEncoded } from './secret-double-encoded.ts'
import { secretMalformed } from './secret-malformed.ts'
import { secretNotDecoded } from './secret-not-decoded.ts'
import { secretQuotesOrWhitespace } from './secret-quotes-or-whitespace.ts'
import { secretRetired } from './secret-retired.ts'
import { secretVersionPrefix } from './secret-version-prefix.ts'
import { signatureBodyOnly } from './signature-body-only.ts'
import { signatureEncoding } from './signature-encoding.ts'
import { signatureNoVersion } from './signature-no-version.ts'
import { signatureOfOtherMessage } from './signature-of-other-message.ts'
import { signatureTruncated } from './signature-truncated.ts'
import { signatureVersion } from './signature-version.ts'
import type { Suspect } from './suspect.ts'
import { timestampAltered } from './timestamp-altered.ts'
import { timestampMilliseconds } from './timestamp-milliseconds.ts'
import { timestampNotInteger } from './timestamp-not-integer.ts'
import { timestampTooNew } from './timestamp-too-new.ts'
import { timestampTooOld } from './timestamp-too-old.ts'
import { wrongSecretOtherEndpoint } from './wrong-secret-other-endpoint.ts'

/** In the order in which they are tried: where two explain the same bytes, the first has it. */
export const suspects: readonly Suspect[] = [
  wrongSecretOtherEndpoint,
  secretRetired,
  secretVersionPrefix,
  secretQuotesOrWhitespace,
  secretMalformed,
  secretDoubleEncoded,
  secretNotDecoded,
  bodyNewlines,
  bodyWhitespace,
  bodyBom,
  bodyReserialized,
  bodyBase64,
  bodyDoubleEncoded,
  bodyFormEncoded,
  bodyCompressed,
  bodyCharset,
  bodyEmpty,
  headerMissing,
  headerDuplicated,
  headerMixedSets,
  idAltered,
  timestampAltered,
  timestampMilliseconds,
  timestampNotInteger,
  signatureNoVersion,
  signatureEncoding,
  signatureVersion,
  signatureBodyOnly,
  signatureTruncated,
  signatureOfOtherMessage,
  replayedRequest,
  timestampTooOld,
  timestampTooNew,
]
