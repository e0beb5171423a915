import type { CauseCode } from '../diagnosis.ts'
import { handlersFor } from './handlers.ts'
import type { Recipe } from './recipe.ts'
import { signing, signingByHand } from './sending.ts'

const environment: Recipe = {
  framework: 'any',
  title: 'The secret in .env',
  language: 'dotenv',
  code: 'STACK_WEBHOOK_SECRET=whsec_…',
  note: "Copy it from the endpoint's page in the sender's dashboard: whsec_ and base64, without quotes, spaces, or a version before it. Restart what reads it.",
}

const perEndpoint: Recipe = {
  framework: 'any',
  title: 'A secret for each endpoint',
  language: 'dotenv',
  code: `# production: https://example.com/api/webhooks/stack
STACK_WEBHOOK_SECRET=whsec_…
# development has an endpoint of its own, hence another secret
# STACK_WEBHOOK_SECRET=whsec_…`,
  note: 'Every endpoint has a secret of its own: use the one of the endpoint that calls this handler.',
}

const withoutLineEnd: Recipe = {
  framework: 'any',
  title: 'Store the secret without a line end',
  language: 'bash',
  code: `# echo would add a line end
printf '%s' "$SECRET" | gh secret set STACK_WEBHOOK_SECRET
# keeps quotes: write none
docker run --env-file .env my-app
# removes the CR of Windows
tr -d '\\r' < .env > .env.unix`,
  note: 'One line for each place; take the one that you use.',
}

const kubernetes: Recipe = {
  framework: 'any',
  title: 'Kubernetes',
  language: 'yaml',
  code: `apiVersion: v1
kind: Secret
metadata: { name: stack-webhook }
# Kubernetes encodes it; under data: it must be encoded once
stringData:
  STACK_WEBHOOK_SECRET: whsec_…`,
  note: 'On the command line: kubectl create secret generic stack-webhook --from-literal=STACK_WEBHOOK_SECRET=whsec_…',
}

const useTheLibrary = handlersFor('Let the library decode the secret', {
  nestjs:
    'Give the library the whole text, with whsec_. rawBody: true keeps the bytes beside the parsed body.',
})

export const secretRecipes = {
  wrong_secret_other_endpoint: [perEndpoint],
  secret_retired: [environment],
  secret_version_prefix: [environment],
  secret_quotes_or_whitespace: [environment, withoutLineEnd, kubernetes],
  secret_not_decoded: [...signing, ...signingByHand, ...useTheLibrary],
  secret_double_encoded: [environment, kubernetes, ...signingByHand],
  secret_malformed: [environment],
} satisfies Partial<Record<CauseCode, Recipe[]>>
