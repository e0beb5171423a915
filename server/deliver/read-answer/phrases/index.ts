import type { Phrase } from '../phrase.ts'
import { dotnet } from './dotnet.ts'
import { go } from './go.ts'
import { hosting } from './hosting.ts'
import { http } from './http.ts'
import { javascript } from './javascript.ts'
import { jvm } from './jvm.ts'
import { nextjs } from './nextjs.ts'
import { ownWords } from './own-words.ts'
import { php } from './php.ts'
import { python } from './python.ts'
import { redirects } from './redirects.ts'
import { ruby } from './ruby.ts'
import { signatureByHand } from './signature-by-hand.ts'
import { signatureLibraries } from './signature-libraries.ts'
import { thrown } from './thrown.ts'
import { tunnels } from './tunnels.ts'
import { webServers } from './web-servers.ts'

/**
 * The words that are known, a family of speakers each, in the order in which they are asked: a library's words
 * stand within a framework's error page, and a status alone says least.
 */
export const families: readonly (readonly Phrase[])[] = [
  signatureLibraries,
  signatureByHand,
  tunnels,
  hosting,
  redirects,
  nextjs,
  [...javascript, ...python, ...ruby, ...php, ...dotnet, ...jvm, ...go],
  webServers,
  ownWords,
  thrown,
  http,
]
