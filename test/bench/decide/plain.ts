import type { Customer, Rule, Test } from './rules.ts'

/** Ids of the rules that hold, in the order of the rules; one customer. */
export type Decide = (customer: Customer) => string[] | Promise<string[]>

/**
 * The plain interpreter that everything is measured against: a loop over the parsed conditions, leaving a rule at
 * the first test that is false. What is missing is unknown; `exists` is always known.
 */
export function plainInterpreter(rules: readonly Rule[]): (customer: Customer) => string[] {
  return (customer) => {
    const held: string[] = []
    for (const { id, tests } of rules) if (all(tests, customer) === true) held.push(id)
    return held
  }
}

type Truth = boolean | undefined

function all(tests: readonly Test[], customer: Customer): Truth {
  let value: Truth = true
  for (const test of tests) {
    const one = truth(test, customer)
    if (one === false) return false
    if (one === undefined) value = undefined
  }
  return value
}

function truth(test: Test, customer: Customer): Truth {
  switch (test.kind) {
    case 'eq': {
      const value = customer[test.name]
      return value === undefined ? undefined : value === test.value
    }
    case 'in': {
      const value = customer[test.name]
      return value === undefined ? undefined : test.values.includes(value as string)
    }
    case 'range': {
      const value = customer[test.name] as number | undefined
      return value === undefined ? undefined : value >= test.low && value <= test.high
    }
    case 'exists':
      return customer[test.name] !== undefined
    case 'or':
      return any(test.tests, customer)
  }
}

function any(tests: readonly Test[], customer: Customer): Truth {
  let value: Truth = false
  for (const test of tests) {
    const one = truth(test, customer)
    if (one === true) return true
    if (one === undefined) value = undefined
  }
  return value
}
