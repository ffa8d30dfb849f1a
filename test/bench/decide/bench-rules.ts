import { type CompiledPlaybook, compilePlaybook } from '../../../worker/decision/compile.ts'
import { type Figure, percentile } from '../figures.ts'
import { type Contender, contenders } from './engines.ts'
import { memoryInUse } from './memory.ts'
import type { Decide } from './plain.ts'
import { playbookOf } from './playbook.ts'
import { type Customer, drawCustomers, drawRules, type Rule } from './rules.ts'

const CUSTOMERS = drawCustomers(100, 2)
/** Customers on which every engine's answers are compared. */
const COMPARED = 10
/** Engines slower than this per customer are asked about fewer of them. Milliseconds. */
const SLOW = 5

type Ready = Contender & { decide: Decide }

async function answers(decide: Decide): Promise<string> {
  const all: string[][] = []
  for (const customer of CUSTOMERS.slice(0, COMPARED)) all.push((await decide(customer)).toSorted())
  return JSON.stringify(all)
}

async function checkSame(ready: readonly Ready[]): Promise<number> {
  const [first, ...others] = await Promise.all(ready.map(({ decide }) => answers(decide)))
  const odd = ready.slice(1).filter((_, at) => others[at] !== first)
  if (odd.length > 0) throw new Error(`${odd.map(({ name }) => name)} answered otherwise`)
  return (JSON.parse(first ?? '[]') as string[][]).flat().length / COMPARED
}

/** Microseconds a customer over one pass; what ran before has filled the caches with its own. */
async function pass(decide: Decide, customers: readonly Customer[], warm: boolean): Promise<number> {
  if (warm) await pass(decide, customers, false)
  const start = performance.now()
  for (const customer of customers) {
    const answer = decide(customer)
    if (answer instanceof Promise) await answer
  }
  return ((performance.now() - start) / customers.length) * 1000
}

/** Medians of passes that take turns, so that a busy moment falls on all. */
async function race(ready: readonly Ready[]): Promise<Map<string, number>> {
  const passes = new Map<string, number[]>(ready.map(({ name }) => [name, []]))
  for (let round = 0; round < 13; round++) {
    for (const { name, decide } of ready) {
      const known = passes.get(name) ?? []
      const slow = (known[0] ?? 0) > SLOW * 1000
      if (slow && known.length >= 3) continue
      known.push(await pass(decide, slow ? CUSTOMERS.slice(0, 5) : CUSTOMERS, !slow))
    }
  }
  return new Map([...passes].map(([name, all]) => [name, percentile(all.slice(all.length > 3 ? 3 : 1), 0.5)]))
}

async function raceOver(rules: readonly Rule[]): Promise<Figure[]> {
  const count = rules.length
  const ready = contenders.map((one) => ({ ...one, decide: one.prepare(rules) }))
  const matched = await checkSame(ready)
  const medians = await race(ready)
  const own = medians.get('Fineline') ?? Number.NaN
  const others = [...medians].slice(1).map(([name, value]) => ({
    name: `${count} rules: ${name}, times Fineline`,
    value,
    unit: 'µs',
    baseline: own,
    ratio: value / own,
  }))
  return [
    { name: `${count} rules: share that holds`, value: (matched / count) * 100, unit: '%' },
    { name: `${count} rules: Fineline`, value: own, unit: 'µs' },
    ...others,
  ]
}

function compiling(rules: readonly Rule[]): Figure[] {
  const playbook = playbookOf(rules)
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    compilePlaybook(playbook)
    return performance.now() - start
  })
  let compiled: CompiledPlaybook | null = compilePlaybook(playbook)
  if (compiled.tips.length !== rules.length) throw new Error('not compiled')
  const held = memoryInUse()
  compiled = null
  const taken = held - memoryInUse()
  return [
    { name: `compiling ${rules.length} rules`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `memory of ${rules.length} compiled rules`, value: taken / 1e6, unit: 'MB' },
  ]
}

/** Conditions against other engines, and what compiling costs. */
export async function benchRules(): Promise<Figure[]> {
  const figures = compiling(drawRules(10_000, 1))
  for (const count of [100, 1000, 10_000]) figures.push(...(await raceOver(drawRules(count, 1))))
  const own = (count: number) => figures.find(({ name }) => name === `${count} rules: Fineline`)?.value ?? 0
  const growth = own(10_000) / own(1000)
  return [...figures, { name: 'growth from 1,000 to 10,000 rules', value: growth, unit: 'times' }]
}
