import { ZenEngine } from '@gorules/zen-engine'
import jsonLogic from 'json-logic-js'
import { Engine, type NestedCondition } from 'json-rules-engine'
import { eachBit } from '../../../worker/decision/bits.ts'
import { ConditionIndex } from '../../../worker/decision/condition-index.ts'
import { conditionCompiler } from '../../../worker/decision/conditions.ts'
import { conditionEnvironment } from '../../../worker/decision/environment.ts'
import { Scope } from '../../../worker/decision/scope.ts'
import { type Decide, plainInterpreter } from './plain.ts'
import { catalogue, type Rule, ruleText, type Test } from './rules.ts'

/** An engine made ready for some rules. */
export interface Contender {
  name: string
  /** Rules beyond which a run would take minutes. */
  prepare(rules: readonly Rule[]): Decide
}

const now = new Date('2026-11-24T02:00:00Z')

const fineline: Contender = {
  name: 'Fineline',
  prepare(rules) {
    const env = conditionEnvironment({ catalogue, pageFields: [], parameters: [], timeZone: 'Asia/Shanghai' })
    const compile = conditionCompiler(env)
    const index = new ConditionIndex(rules.map((rule) => compile(ruleText(rule)).part))
    return (customer) => {
      const held: string[] = []
      const { yes } = index.match(new Scope(env, { customer, now }))
      eachBit(yes, 0, rules.length, (at) => held.push(rules[at]?.id as string))
      return held
    }
  },
}

const plain: Contender = { name: 'plain interpreter', prepare: plainInterpreter }

/** A missing value takes a default that no test accepts. */
function toJsonLogic(test: Test): jsonLogic.RulesLogic {
  switch (test.kind) {
    case 'eq':
      return { '===': [{ var: test.name }, test.value] }
    case 'in':
      return { in: [{ var: test.name }, test.values] } as jsonLogic.RulesLogic
    case 'range':
      return { '<=': [test.low, { var: [test.name, -1] }, test.high] }
    case 'exists':
      return { '!==': [{ var: test.name }, null] }
    default:
      return { or: test.tests.map(toJsonLogic) } as jsonLogic.RulesLogic
  }
}

const logic: Contender = {
  name: 'json-logic-js',
  prepare(rules) {
    const written = rules.map(({ id, tests }) => ({
      id,
      rule: { and: tests.map(toJsonLogic) } as jsonLogic.RulesLogic,
    }))
    return (customer) =>
      written.filter(({ rule }) => jsonLogic.apply(rule, customer) === true).map(({ id }) => id)
  },
}

function toJsonRules(test: Test): NestedCondition {
  switch (test.kind) {
    case 'eq':
      return { fact: test.name, operator: 'equal', value: test.value }
    case 'in':
      return { fact: test.name, operator: 'in', value: test.values }
    case 'range':
      return {
        all: [
          { fact: test.name, operator: 'greaterThanInclusive', value: test.low },
          { fact: test.name, operator: 'lessThanInclusive', value: test.high },
        ],
      }
    case 'exists':
      return { fact: test.name, operator: 'notEqual', value: undefined }
    default:
      return { any: test.tests.map(toJsonRules) }
  }
}

const jsonRules: Contender = {
  name: 'json-rules-engine',
  prepare(rules) {
    const engine = new Engine([], { allowUndefinedFacts: true })
    for (const { id, tests } of rules)
      engine.addRule({ conditions: { all: tests.map(toJsonRules) }, event: { type: id } })
    return async (customer) => (await engine.run(customer)).events.map(({ type }) => type)
  },
}

function toZen(test: Test): string {
  switch (test.kind) {
    case 'eq':
      return `${test.name} == ${JSON.stringify(test.value)}`
    case 'in':
      return `${test.name} in ${JSON.stringify(test.values)}`
    case 'range':
      return `(${test.name} != null and ${test.name} >= ${test.low} and ${test.name} <= ${test.high})`
    case 'exists':
      return `${test.name} != null`
    default:
      return `(${test.tests.map(toZen).join(' or ')})`
  }
}

/** One decision table that collects every row whose expression holds. */
function zenTable(rules: readonly Rule[]) {
  const node = (id: string, type: string, content?: object) => ({
    id,
    type,
    name: id,
    position: { x: 0, y: 0 },
    content: content ?? {},
  })
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: rules.map(({ id, tests }) => ({ _id: id, when: tests.map(toZen).join(' and '), rule: `"${id}"` })),
  }
  const edge = (id: string, sourceId: string, targetId: string) => ({ id, type: 'edge', sourceId, targetId })
  return {
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
    edges: [edge('a', 'in', 'table'), edge('b', 'table', 'out')],
  }
}

const nothing = Object.fromEntries(catalogue.map(({ name }) => [name, null]))

const zen: Contender = {
  name: 'GoRules zen-engine',
  prepare(rules) {
    const decision = new ZenEngine().createDecision(zenTable(rules))
    return async (customer) => {
      const { result } = await decision.evaluate({ ...nothing, ...customer })
      return (result as { rule: string }[]).map(({ rule }) => rule)
    }
  },
}

export const contenders: readonly Contender[] = [fineline, plain, logic, zen, jsonRules]
