/** How a term was made: of letters and digits, of two characters that stand side by side, or of one. */
export type TermKind = 'word' | 'pair' | 'single'

export interface Term {
  text: string
  kind: TermKind
}

const HAN = /\p{Script=Han}/u
/** Runs of Chinese characters, and of letters and digits of other scripts. */
const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
/** Words so common that they tell nothing apart. */
const COMMON = new Set(
  'a an and are as at be by can do does for from has have he her his how i if in is it its may me my not of on or our she so that the their them then they this to us was we what when which who will with you your'.split(
    ' ',
  ),
)
/** Characters that stand in every sentence. */
const COMMON_HAN = new Set('的了是我您你他她它们在有和就不也都把被要吗呢啊吧这那个与及或'.split(''))

export const isHan = (text: string): boolean => HAN.test(text)

/** As it is compared: full-width letters as narrow ones, capitals as small. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Runs of letters are cut where the script changes: `APP转账` is two. */
function runsOf(text: string): string[] {
  const runs = folded(text).match(RUNS) ?? []
  return runs.flatMap((run) => run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
}

/**
 * The terms of a text. Chinese sets no spaces: every two neighbours are a term, and every character by itself, so that
 * one wrong character among them leaves the others.
 */
export function termsOf(text: string): Term[] {
  return runsOf(text).flatMap((run): Term[] => {
    if (!isHan(run)) return COMMON.has(run) ? [] : [{ text: run, kind: 'word' }]
    const all = [...run]
    const pairs = all.slice(1).map((one, at): Term => ({ text: `${all[at]}${one}`, kind: 'pair' }))
    const singles = all.filter((one) => !COMMON_HAN.has(one)).map((text): Term => ({ text, kind: 'single' }))
    return [...pairs, ...singles]
  })
}
