import { Attribute } from '../../../worker/contract/catalogue.ts'
import { seeded } from '../../fuzz/random.ts'

/** The smallest conditions of the bench, in no engine's language. Ranges hold their ends. */
export type Test =
  | { kind: 'eq'; name: string; value: string | boolean }
  | { kind: 'in'; name: string; values: string[] }
  | { kind: 'range'; name: string; low: number; high: number }
  | { kind: 'exists'; name: string }
  | { kind: 'or'; tests: Test[] }

/** A conjunction of 3 to 6 tests. */
export interface Rule {
  id: string
  tests: Test[]
}

export type Customer = Record<string, number | string | boolean>

const TOP = 100_000
const WORDS = 12
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}_${at}`)
const numbers = names('number', 26)
const words = names('word', 16)
const flags = names('flag', 8)

/** The 50 attributes that rules ask about. */
export const catalogue: Attribute[] = [
  ...numbers.map((name) => ({ name, type: 'int' as const })),
  ...words.map((name) => ({ name, type: 'string' as const })),
  ...flags.map((name) => ({ name, type: 'bool' as const })),
].map((one) => Attribute.parse({ ...one, label: { zh: '甲', en: 'a' }, sensitivity: 'C1', channel: 'core' }))

const word = (at: number) => `value-${at}`

function draw(random: () => number, depth = 0): Test {
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T
  const kind = random()
  if (kind < 0.08 && depth === 0) return { kind: 'or', tests: [draw(random, 1), draw(random, 1)] }
  if (kind < 0.2) return { kind: 'eq', name: pick(flags), value: random() < 0.5 }
  if (kind < 0.27) return { kind: 'eq', name: pick(words), value: word(Math.floor(random() * WORDS)) }
  if (kind < 0.5) return { kind: 'in', name: pick(words), values: some(random, 6 + Math.floor(random() * 4)) }
  if (kind < 0.55) return { kind: 'exists', name: pick([...numbers, ...words]) }
  const low = Math.floor(random() * 0.4 * TOP)
  return { kind: 'range', name: pick(numbers), low, high: low + Math.floor((0.35 + random() * 0.3) * TOP) }
}

/** So many different words. */
function some(random: () => number, count: number): string[] {
  const first = Math.floor(random() * WORDS)
  return Array.from({ length: count }, (_, at) => word((first + at * 5) % WORDS))
}

export function drawRules(count: number, seed: number): Rule[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, at) => ({
    id: `rule-${at}`,
    tests: Array.from({ length: 3 + Math.floor(random() * 4) }, () => draw(random)),
  }))
}

/** Customers of whom a tenth of the facts is missing. */
export function drawCustomers(count: number, seed: number): Customer[] {
  const random = seeded(seed)
  const value = ({ type }: Attribute) => {
    if (type === 'int') return Math.floor(random() * TOP)
    return type === 'bool' ? random() < 0.5 : word(Math.floor(random() * WORDS))
  }
  return Array.from({ length: count }, () =>
    Object.fromEntries(catalogue.filter(() => random() > 0.1).map((one) => [one.name, value(one)])),
  )
}

export function toCel(test: Test): string {
  const name = `customer.${'name' in test ? test.name : ''}`
  switch (test.kind) {
    case 'eq':
      return `${name} == ${JSON.stringify(test.value)}`
    case 'in':
      return `${name} in ${JSON.stringify(test.values)}`
    case 'range':
      return `${name} >= ${test.low} && ${name} <= ${test.high}`
    case 'exists':
      return `has(${name})`
    default:
      return `(${test.tests.map(toCel).join(' || ')})`
  }
}

export const ruleText = ({ tests }: Rule): string => tests.map(toCel).join(' && ')
