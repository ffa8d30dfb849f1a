import { tests } from '@bufbuild/cel-spec/testdata/conformance.js'

/** One case of the CEL specification: an expression and what it gives, in the specification's own JSON. */
export interface SpecCase {
  /** Area, section and name. */
  called: string
  expr: string
  value?: SpecValue
  /** True where the answer is an error. */
  fails: boolean
}

/** A value as the specification writes it: one key that names its type. */
export type SpecValue = Record<string, unknown>

/** What conditions use of CEL. */
const areas = [
  ...['comparisons', 'fp_math', 'integer_math', 'logic', 'lists', 'macros'],
  ...['string', 'timestamps', 'conversions', 'parse'],
]

/** Bytes, unsigned numbers, protobuf, dyn, bool(), types as values and regular expressions are no part of it. */
const outside =
  /\b[rR]?[bB][rR]?["']|\d[uU]\b|\b(?:bool|bytes|uint|dyn|type|matches)\(|google\.protobuf|TestAllTypes|\bcel\./

interface Suite {
  name: string
  suites?: Suite[]
  tests?: { original: Original }[]
}
interface Original {
  name?: string
  expr: string
  value?: SpecValue
  evalError?: unknown
  typeEnv?: unknown
  bindings?: unknown
}

/** The cases of the areas that conditions use, without bound variables. */
export function specCases(): SpecCase[] {
  const chosen = (tests as Suite).suites?.filter(({ name }) => areas.includes(name)) ?? []
  const cases = chosen.flatMap((suite) => casesIn(suite, suite.name))
  return cases.filter(({ expr, value }) => !outside.test(expr) && !Object.hasOwn(value ?? {}, 'typeValue'))
}

function casesIn({ suites = [], tests: own = [] }: Suite, path: string): SpecCase[] {
  const unbound = own.map(({ original }) => original).filter((one) => !one.typeEnv && !one.bindings)
  return [
    ...unbound.map(({ name = '', expr, value, evalError }) => ({
      called: `${path}/${name}`,
      expr,
      fails: evalError !== undefined,
      ...(value && { value }),
    })),
    ...suites.flatMap((suite) => casesIn(suite, `${path}/${suite.name}`)),
  ]
}
