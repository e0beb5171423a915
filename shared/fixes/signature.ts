import type { CauseCode } from '../diagnosis.ts'
import { handlersFor } from './handlers.ts'
import type { Recipe } from './recipe.ts'
import { forwarding, signing, signingByHand } from './sending.ts'

const signed = [...signing, ...signingByHand]

const soundHandlers = handlersFor('A handler that verifies the bytes with the secret of its endpoint')

export const signatureRecipes = {
  signature_version: [...signed, ...forwarding],
  signature_no_version: signed,
  signature_encoding: signed,
  signature_body_only: signed,
  signature_truncated: [...forwarding, ...signed],
  signature_of_other_message: signing,
  unexplained: soundHandlers,
} satisfies Partial<Record<CauseCode, Recipe[]>>
