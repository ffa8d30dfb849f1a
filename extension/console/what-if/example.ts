import type { Attribute, Facts, FactValue } from '../../../worker/contract/catalogue.ts'

const EXAMPLES: Record<Attribute['type'], FactValue> = {
  int: 1,
  money: 300_000_00,
  bool: true,
  string: '',
  date: '2026-11-01',
  instant: '2026-11-01T09:00:00+08:00',
  instants: [],
  holdings: [],
}

/** One value for every declared fact, to change from there. */
export function exampleFacts(catalogue: readonly Attribute[]): Facts {
  return Object.fromEntries(
    catalogue.map((one) => {
      const [code] = Object.keys(one.values ?? {})
      const value = one.unit === 'years' ? 61 : (code ?? EXAMPLES[one.type])
      return [one.name, value]
    }),
  )
}
