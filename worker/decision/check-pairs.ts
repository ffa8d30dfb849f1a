import type { Check } from '../contract/playbook.ts'
import type { PreviewFindings } from '../contract/preview.ts'
import type { CompiledPlaybook } from './compile.ts'
import { conditionCompiler } from './conditions.ts'
import { contradiction } from './contradiction.ts'
import { implies } from './implication.ts'
import type { Part } from './parts.ts'

type Pair = PreviewFindings['pairs'][number]
type Relation = Pair['relation']
/** A check and what makes it find something; undefined where no condition says that. */
interface Ruled {
  check: Check
  part: Part | undefined
}

/**
 * Pairs of checks of which one finds what the other finds, or of which always one stops an action. Seen are comparisons
 * with constants and phrases to the letter; pairs that only meet in some cases, and rules over lists or sums, are not.
 */
export function checkPairs({ playbook, env }: CompiledPlaybook): Pair[] {
  const compile = conditionCompiler(env)
  const ruled = playbook.checks.map((check): Ruled => ({ check, part: partOf(check, compile) }))
  const living = ruled.filter(({ part }) => !part || contradiction(part) === undefined)
  return living.flatMap((one, at) =>
    living.slice(at + 1).flatMap((other) => (meet(one.check, other.check) ? related(one, other) : [])),
  )
}

function partOf(check: Check, compile: ReturnType<typeof conditionCompiler>): Part | undefined {
  const { applies, condition, requires } = check
  if (!condition || requires) return undefined
  return compile(applies === undefined ? condition : `(${applies}\n) && (${condition}\n)`).part
}

/** Asked at the same moments, on days that both are in force. */
function meet(a: Check, b: Check): boolean {
  if (a.on !== b.on) return false
  if (a.on === 'action' && !a.actions.some((action) => b.actions.includes(action))) return false
  const [late, early] = [a, b].toSorted((x, y) => (x.effectiveFrom < y.effectiveFrom ? 1 : -1))
  return !late || !early?.effectiveUntil || late.effectiveFrom <= early.effectiveUntil
}

function related(one: Ruled, other: Ruled): Pair[] {
  if (one.check.text && other.check.text) return wordsContradict(one.check, other.check)
  const [a, b] = [one.part, other.part]
  if (!a || !b) return []
  if (one.check.on === 'action' && stops(one.check, other.check) && implies({ part: a, holds: false }, b))
    return [pair(one.check, other.check, 'contradicts')]
  const [forth, back] = [implies({ part: a, holds: true }, b), implies({ part: b, holds: true }, a)]
  if (forth && back) return [pair(one.check, other.check, 'same')]
  if (forth) return [pair(one.check, other.check, 'within')]
  return back ? [pair(other.check, one.check, 'within')] : []
}

const stops = (a: Check, b: Check): boolean => a.verdict === 'block' && b.verdict === 'block'

/** Every wording that one asks for holds a phrase that the other forbids. */
function wordsContradict(a: Check, b: Check): Pair[] {
  if (forbids(a, b)) return [pair(a, b, 'contradicts')]
  return forbids(b, a) ? [pair(b, a, 'contradicts')] : []
}

function forbids({ text: forbidding }: Check, { text: asking }: Check): boolean {
  const required = asking?.required ?? []
  if (required.length === 0 || forbidding?.innocent) return false
  return required.every((wording) => forbidding?.phrases.some((phrase) => wording.includes(phrase)))
}

function pair(a: Check, b: Check, relation: Relation): Pair {
  return { a: a.id, b: b.id, relation, text: words[relation](a.label, b.label) }
}

type Say = (a: Check['label'], b: Check['label']) => Pair['text']
const words: Record<Relation, Say> = {
  same: (a, b) => ({
    zh: `“${a.zh}”与“${b.zh}”的条件相同，坐席会看到两条一样的发现。`,
    en: `“${a.en}” and “${b.en}” ask for the same: agents see two findings where there is one.`,
  }),
  within: (a, b) => ({
    zh: `“${a.zh}”发现问题时，“${b.zh}”也一定发现。`,
    en: `Whatever “${a.en}” finds, “${b.en}” finds too.`,
  }),
  contradicts: (a, b) => ({
    zh: `“${a.zh}”与“${b.zh}”互相矛盾：无论怎样填写，总有一条不通过。`,
    en: `“${a.en}” and “${b.en}” contradict each other: whatever is entered, one of them finds something.`,
  }),
}
