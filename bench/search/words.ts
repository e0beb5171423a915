import type { Random } from './seeded-random.ts'

/** Of four to eight letters: what notes and names of the events are made of. */
export const words: readonly string[] = `
account action active address admin alert amber anchor answer apple april archive arrow aspect atlas august
autumn avenue badge balance bamboo banner basket beacon berry billing birch blanket blossom border bottle
branch bridge bright bronze budget cabin cable camera candle canvas carbon cargo carpet castle cedar center
cherry circle citrus client clover cluster cobalt coffee column comet compass copper coral cotton credit
crystal custom cycle dahlia daily danger decade default delta desert design detail device diamond dinner
direct divide domain double dragon driver eagle early earth editor effect elder ember engine enter equal error
escape estate event exact export fabric factor falcon family feather field figure filter finger flame flower
folder forest forward fossil frame fresh friend frost future galaxy garden garnet gather gentle ginger glacier
global golden granite grape gravel green guest guitar habit hammer harbor harvest hazel health height helmet
hidden hollow honey horizon hotel hunter ice idea image income index indigo inside invite iron island ivory
ivy jacket jade january jasmine jersey journal juice july jungle junior kernel kettle keyboard kitchen kiwi
label ladder lagoon lantern large laser lattice laurel lavender layer legacy lemon letter level light lilac
linen link lion little lobby local logic lotus lunar magnet maple marble margin market meadow member memory
metal method middle mineral mirror model modern moment monday month moral morning mosaic motion mountain
museum music mystic native nature neon nephew network nickel night noble north novel number oak object ocean
office olive onyx opal orange orbit orchid order organ orient origin otter oxygen packet palace panel paper
parent parrot party pastel pattern payment peach pearl pebble pencil pepper permit phase phone photo piano
picnic pilot pine pixel planet plasma plaza pocket poem policy poplar portal prairie prime prism profile
project prompt proxy public pulse purple quarry quartz queen query quick quiet quota rabbit radar radio rain
random range rapid raven record reed region remote report resin return ribbon ridge river robin rocket rose
round route royal ruby rustic saffron sail salmon sample sand satin scale scarlet scene scope season secret
seed senior sensor shadow share shell shore signal silver simple single sketch sky slate smart snow social
socket solar solid sonic source south space spark spirit spring square stable stage star station steel stone
storage storm stream street studio sugar summer summit sunday sunset support surface swan switch symbol system
table tailor tango target temple tender thread thunder tiger timber title token topaz torch total tower track
trade travel tree trend tulip tunnel turtle twelve twin umber uncle unique unit update upper urban user valley
value vanilla vector velvet vendor version violet vision visit vivid voice volcano voyage walnut water wave
weather weekly west whale wheat willow window winter wisdom wolf wonder wood yellow yonder zebra zenith zero
zinc zone`
  .trim()
  .split(/\s+/)

/** Words side by side. */
export function sentence(random: Random, length: number): string {
  return Array.from({ length }, () => random.of(words)).join(' ')
}
