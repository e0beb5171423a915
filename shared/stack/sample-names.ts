import type { Draws } from './draws.ts'

/** A part of a name, and how it is written in an address where that is not plain. */
type NamePart = string | readonly [name: string, inAddress: string]

interface People {
  countries: readonly string[]
  first: readonly NamePart[]
  last: readonly NamePart[]
  /** The family's name comes first. */
  familyFirst?: true
}

const english: People = {
  countries: ['US', 'GB', 'CA', 'AU'],
  first: split('Ada Grace Alan Margaret Linus Katherine Dennis Barbara Radia Frances'),
  last: split("Lovelace Hopper Turing Hamilton Johnson Ritchie Liskov Perlman Allen O'Neil"),
}

const elsewhere: readonly People[] = [
  {
    countries: ['DE', 'AT', 'CH'],
    first: split('Jürgen Anke Björn Käthe Konrad Sabine'),
    last: [...split('Müller Groß Zuse Schäfer Köhler'), 'von der Heide'],
  },
  {
    countries: ['FR', 'BE', 'ES', 'PT'],
    first: split('Zoë François Hélène Íñigo Inês Noël'),
    last: split('Lefèvre Núñez Gonçalves Dupont Peña Saint-Exupéry'),
  },
  {
    countries: ['PL', 'CZ', 'TR'],
    first: split('Łukasz Zofia Bořivoj Ayşe Işık Želmíra'),
    last: split('Wójcik Kowalska Novák Ünal Yıldız Šťastná'),
  },
  {
    countries: ['JP'],
    first: [
      ['太郎', 'taro'],
      ['花子', 'hanako'],
      ['蓮', 'ren'],
    ],
    last: [
      ['山田', 'yamada'],
      ['佐藤', 'sato'],
      ['鈴木', 'suzuki'],
    ],
    familyFirst: true,
  },
]

/** Reserved by RFC 2606: nobody gets a mail. */
const domains = ['example.com', 'example.org', 'example.net', 'mail.example.com'] as const

/** A person, with an address that fits the name. Two of three have one in plain ASCII. */
export function drawPerson(draws: Draws): { name: string; email: string; country: string } {
  const group = draws.chance(0.66) ? english : draws.pick(elsewhere)
  const [first, last] = [draws.pick(group.first), draws.pick(group.last)]
  const shown = [nameOf(first), nameOf(last)]
  const address = draws.pick([
    `${inAddress(first)}.${inAddress(last)}`,
    `${inAddress(first).slice(0, 1)}${inAddress(last)}`,
    `${inAddress(first)}${10 + draws.below(90)}`,
  ])
  return {
    name: (group.familyFirst ? shown.reverse() : shown).join(' '),
    email: `${address}@${draws.pick(domains)}`,
    country: draws.pick(group.countries),
  }
}

const teamNames = [
  'Analytical Engines',
  'Blue Heron Labs',
  'Northwind Analytics',
  'Copper & Pine',
  'Acme Platform',
  'Kestrel Systems',
  'Second Breakfast',
  'Café Société',
  'Übermorgen GmbH',
  '東京ロボティクス',
] as const

export function drawTeamName(draws: Draws): string {
  return draws.pick(teamNames)
}

function split(names: string): string[] {
  return names.split(' ')
}

function nameOf(part: NamePart): string {
  return typeof part === 'string' ? part : part[0]
}

/** Lower case ASCII. */
function inAddress(part: NamePart): string {
  const text = typeof part === 'string' ? part : part[1]
  return text
    .toLowerCase()
    .replace(/[ßłı]/g, (letter) => plain[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}

/** Letters that do not come apart into one of ASCII and its mark. */
const plain: Record<string, string> = { ß: 'ss', ł: 'l', ı: 'i' }
