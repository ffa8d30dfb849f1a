import { readAs } from '../../../worker/decision/text/build-characters.ts'
import { seeded } from '../../fuzz/random.ts'

/** Made-up phrases and a remark that holds some of them, in letters that are read as themselves. */
export interface PhraseBook {
  phrases: string[]
  /** `units` long, without spaces or signs, so that both searches see the same. */
  folded: string
  /** The same kind of text as an agent types it, with spaces and punctuation. */
  typed: string
}

const letters = 'etaoinshrdlcumwfgypbvkjxqz'

/** Two thirds Chinese phrases of 4 to 8 characters, one third English ones of 2 to 4 words; common ones more often. */
export function phraseBook(count: number, units: number, seed: number): PhraseBook {
  const random = seeded(seed)
  const upTo = (limit: number) => Math.floor(random() * limit)
  const common = <T>(pool: readonly T[]) => pool[Math.floor(pool.length * random() ** 2)] as T
  const many = <T>(length: number, one: () => T) => Array.from({ length }, one)
  const han = many(20_000, () => String.fromCharCode(0x4e00 + upTo(20_000))).filter(
    (one) => readAs(one)[0] === one,
  )
  const characters = [...new Set(han)].slice(0, 2500)
  const words = many(800, () => many(2 + upTo(8), () => common([...letters])).join(''))
  const chinese = () => many(4 + upTo(5), () => common(characters)).join('')
  const english = () => many(2 + upTo(3), () => common(words)).join(' ')
  const phrases = new Set<string>()
  while (phrases.size < count) phrases.add(phrases.size % 3 === 0 ? english() : chinese())
  const all = [...phrases]
  const piece = () => (random() < 0.1 ? common(all) : random() < 0.3 ? english() : chinese())
  const typed = many(units, piece).join('，').slice(0, units)
  const folded = many(units, piece).join('').replaceAll(' ', '').slice(0, units)
  return { phrases: all, folded, typed }
}
