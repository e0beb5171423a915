import type { CauseCode } from '../diagnosis.ts'
import type { Recipe } from './recipe.ts'
import { signing } from './sending.ts'

const handleOnce: Recipe = {
  framework: 'any',
  title: 'Handle each message once',
  language: 'sql',
  code: `create table webhook_messages (
  id text primary key, -- svix-id
  received_at timestamptz not null default now()
);

-- no row comes back: it was handled already, answer 200
insert into webhook_messages (id) values ($1)
on conflict do nothing returning id;`,
  note: 'In the transaction that does the work, after the signature is verified. A retry keeps its svix-id, so it also helps against the duplicates that the sender makes.',
}

export const replayRecipes = {
  replayed_request: [handleOnce, ...signing],
} satisfies Partial<Record<CauseCode, Recipe[]>>
