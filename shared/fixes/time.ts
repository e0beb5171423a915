import type { CauseCode } from '../diagnosis.ts'
import type { Recipe } from './recipe.ts'
import { forwarding, signing, signingByHand } from './sending.ts'

const clocks: Recipe = {
  framework: 'any',
  title: 'Set the clock',
  language: 'bash',
  code: `sudo timedatectl set-ntp true # Linux with systemd
sudo chronyc makestep         # Linux with chrony
sudo sntp -sS time.apple.com  # macOS
w32tm /resync                 # Windows, as administrator
sudo hwclock --hctosys        # WSL, after the machine slept`,
  note: 'One line for each system; take yours. Compare afterwards: date -u',
}

export const timeRecipes = {
  timestamp_too_old: [...signing, clocks],
  timestamp_too_new: [clocks],
  timestamp_milliseconds: [...signing, ...signingByHand],
  timestamp_not_integer: [...signing, ...signingByHand],
  timestamp_altered: forwarding,
} satisfies Partial<Record<CauseCode, Recipe[]>>
