import type { Attribute } from '../contract/catalogue.ts'
import type { Parameter, Playbook, Tip } from '../contract/playbook.ts'
import type { Text } from '../contract/text.ts'
import { checkCondition } from './check-condition.ts'
import { checkFaults } from './check-faults.ts'
import { conditionCompiler } from './conditions.ts'
import type { ConditionEnvironment } from './environment.ts'
import { eventFaults } from './event-faults.ts'
import { productCode } from './products.ts'
import { scriptFaults } from './script-faults.ts'
import { secretAmong, secretNamed } from './secret.ts'
import { suitabilityFacts } from './suitability.ts'

/** One rule as the faults see it: how to call it, its conditions, its words, whether it sees the page. */
interface Rule {
  called: string
  conditions: (string | undefined)[]
  words: Text[]
  page: boolean
}

/** What keeps a playbook from being used, in words for the person who writes it. */
export function playbookFaults(
  playbook: Playbook,
  onCustomer: ConditionEnvironment,
  onPage: ConditionEnvironment,
): string[] {
  const all = rules(playbook)
  return [
    ...repeated([...all.map(({ called }) => called), ...declared(playbook)]),
    ...playbook.checks.flatMap((check) => checkFaults(check, playbook)),
    ...playbook.tips.flatMap((tip) => [...productFaults(tip, playbook), ...neverFaults(tip)]),
    ...strangers(playbook),
    ...scriptFaults(playbook),
    ...eventFaults(playbook),
    ...playbook.catalogue.flatMap(boundFaults),
    ...all.flatMap((rule) =>
      secretFaults(rule, secretAmong(playbook.catalogue), rule.page ? onPage : onCustomer),
    ),
    ...playbook.parameters.flatMap(outOfBounds),
    ...all.flatMap((rule) => [
      ...conditionFaults(rule, rule.page ? onPage : onCustomer),
      ...templateFaults(rule, rule.page ? onPage : onCustomer),
      ...useFaults(rule, onPage),
    ]),
  ]
}

function rules({ segments, tips, checks, scripts, knowledge }: Playbook): Rule[] {
  return [
    ...scripts.map(({ id, label, matter, likely, steps }) => ({
      called: `script ${id}`,
      conditions: [likely, ...steps.map(({ applies }) => applies)],
      words: [
        label,
        matter,
        ...steps.flatMap(({ label, say, variants }) => [label, say, ...variants.map((one) => one.say)]),
      ],
      page: true,
    })),
    ...knowledge.map(({ id, label, body, citation }) => ({
      called: `knowledge ${id}`,
      conditions: [],
      words: [label, body, citation ?? label],
      page: false,
    })),
    ...segments.map(({ id, condition, label }) => ({
      called: `segment ${id}`,
      conditions: [condition],
      words: [label],
      page: false,
    })),
    ...tips.map(({ id, eligibility, applicability, label, say, why }) => ({
      called: `tip ${id}`,
      conditions: [eligibility, applicability],
      words: [label, say, why],
      page: false,
    })),
    ...checks.map(({ id, on, applies, condition, label, headline, finding, whatNow }) => ({
      called: `check ${id}`,
      conditions: [applies, condition],
      words: [label, headline ?? label, finding, whatNow],
      page: on !== 'customer',
    })),
  ]
}

/** What is never shown must not be shown by a rule either, nor be worked out from what a rule finds. */
function secretFaults(
  { called, conditions, words }: Rule,
  secret: ReadonlySet<string>,
  env: ConditionEnvironment,
): string[] {
  if (secret.size === 0) return []
  const asked = conditions.flatMap((text) => askedBy(text, env)).filter((name) => secret.has(name))
  const told = secretNamed(words.flatMap(({ zh, en }) => [zh, en]).join('\n'), secret)
  return [...new Set([...asked, ...told])].map(
    (name) => `${called}: customer.${name} is of sensitivity C3, which no rule may use`,
  )
}

/** Attributes that a condition asks, however it is spelled; none where it cannot be read, which is a fault by itself. */
function askedBy(text: string | undefined, env: ConditionEnvironment): readonly string[] {
  try {
    return text === undefined ? [] : conditionCompiler(env)(text).condition.basis
  } catch {
    return []
  }
}

/** Of two that are called the same, one would be taken without a word. */
const declared = (playbook: Playbook): string[] => {
  const { parameters, catalogue, pageFields, products, contactSteps, scripts, teams, shifts, adapters } =
    playbook
  const { events, matters } = playbook
  return [
    ...parameters.map(({ name }) => `parameter ${name}`),
    ...catalogue.map(({ name }) => `attribute ${name}`),
    ...pageFields.map(({ name }) => `page field ${name}`),
    ...events.map(({ kind }) => `event ${kind}`),
    ...matters.map(({ id }) => `matter ${id}`),
    ...products.map(({ code }) => `product ${productCode(code)}`),
    ...contactSteps.map(({ id }) => `step ${id}`),
    ...scripts.flatMap((script) => script.steps.map(({ id }) => `step ${id} of script ${script.id}`)),
    ...teams.map(({ id }) => `team ${id}`),
    ...shifts.map(({ id }) => `shift ${id}`),
    ...adapters.map(({ id }) => `adapter ${id}`),
  ]
}

function repeated(names: string[]): string[] {
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at))
  return [...twice].map((name) => `${name} stands twice`)
}

/** What a tip offers must be sold, and what its suitability rests on must be declared. */
function productFaults({ id, product, ages }: Tip, { products, catalogue }: Playbook): string[] {
  const names = [
    ...(product ? (['grade', 'assessedOn', 'assets'] as const) : []),
    ...(ages ? (['age'] as const) : []),
  ]
  const lacking = names
    .map((name) => suitabilityFacts[name])
    .filter((name) => !catalogue.some((attribute) => attribute.name === name))
  const sold = !product || products.some(({ code }) => productCode(code) === productCode(product))
  return [
    ...(sold ? [] : [`tip ${id} offers the product ${product}, which is not in the product table`]),
    ...lacking.map((name) => `tip ${id} needs customer.${name} for its suitability, which is not declared`),
  ]
}

/** Names of what is not in the playbook: a tip for a shift that nobody has would be shown to nobody. */
function strangers({ tips, shifts }: Playbook): string[] {
  const known = new Set(shifts.map(({ id }) => id))
  return tips.flatMap(({ id, shifts = [] }) =>
    shifts
      .filter((shift) => !known.has(shift))
      .map((shift) => `tip ${id} is for the shift ${shift}, which is not declared`),
  )
}

function neverFaults({ id, from, until, ages }: Tip): string[] {
  const { min = -Infinity, max = Infinity } = ages ?? {}
  // A day as an end is the whole day.
  return [
    ...(from && until && from.slice(0, until.length) > until
      ? [`tip ${id} is from ${from} until ${until}; no day is`]
      : []),
    ...(min > max ? [`tip ${id} suits ages from ${min} to ${max}; nobody is`] : []),
  ]
}

function boundFaults({ name, type, min, max }: Attribute): string[] {
  if (min === undefined && max === undefined) return []
  if (type !== 'int' && type !== 'money')
    return [`attribute ${name} is ${type}; bounds are for int and money`]
  const turned = min !== undefined && max !== undefined && min > max
  return turned ? [`attribute ${name} is from ${min} to ${max}; nothing can be`] : []
}

function outOfBounds({ name, value, min = -Infinity, max = Infinity }: Parameter): string[] {
  const inside = typeof value === 'string' || (value >= min && value <= max)
  return inside ? [] : [`parameter ${name} is ${value}; it must be from ${min} to ${max}`]
}

function conditionFaults({ called, conditions }: Rule, env: ConditionEnvironment): string[] {
  return conditions.flatMap((text) =>
    checkCondition(text ?? 'true', env).map(({ line, column, message, suggestion }) => {
      const meant = suggestion ? `; meant ${suggestion}?` : ''
      return `${called}, line ${line}, column ${column}: ${message}${meant} (in: ${text})`
    }),
  )
}

/** An attribute that the catalogue gives for other uses decides nothing. */
function useFaults({ called, conditions }: Rule, env: ConditionEnvironment): string[] {
  const others = env.vocabulary.catalogue.filter(({ uses }) => !uses.includes('decide'))
  if (others.length === 0) return []
  const compile = conditionCompiler(env)
  const named = conditions
    .filter((text) => text !== undefined && checkCondition(text, env).length === 0)
    .flatMap((text) => compile(text ?? 'true').condition.basis)
  return others
    .filter(({ name }) => named.includes(name))
    .map(
      ({ name, uses }) =>
        `${called} decides by customer.${name}, which the catalogue gives for: ${uses.join(', ')}`,
    )
}

/** A template that names nothing declared would reach the agent as braces. */
function templateFaults({ called, words }: Rule, env: ConditionEnvironment): string[] {
  const { catalogue, pageFields, parameters } = env.vocabulary
  const known = [
    ...catalogue.map(({ name }) => `customer.${name}`),
    ...pageFields.map(({ name }) => `page.${name}`),
    ...parameters.map(({ name }) => `parameter.${name}`),
  ]
  const named = words.flatMap(({ zh, en }) => [...`${zh}\n${en}`.matchAll(/\{\{(.*?)\}\}/g)])
  const unknown = named.map(([, name = '']) => name).filter((name) => !known.includes(name))
  return [...new Set(unknown)].map((name) => `${called}: the words hold {{${name}}}, which is not declared`)
}
