import { type Attribute, Channel } from '../../worker/contract/catalogue.ts'
import { secretAmong } from '../../worker/decision/secret.ts'
import { CONVERSIONS, type Conversion } from './convert.ts'
import {
  type EventSpec,
  type FactSpec,
  type FileSpec,
  type Mapping,
  unreadableEncodings,
  type ValueSpec,
} from './mapping.ts'

/** What is wrong with a mapping beside its form, as sentences; empty where it can be used. */
export function checkMapping(mapping: Mapping, catalogue: readonly Attribute[]): string[] {
  const secret = secretAmong(catalogue)
  const types = new Map(catalogue.map((attribute) => [attribute.name, attribute.type]))
  const seen = { links: new Set<string>(), lookups: new Set<string>(), ids: new Set<string>() }
  return [
    ...unreadableEncodings(mapping).map((label) => `encoding "${label}" cannot be read line by line`),
    ...(mapping.files.some((file) => file.rows === 'customers') ? [] : ['no file has rows of customers']),
    ...mapping.files.flatMap((file) => secretFacts(file, secret)),
    ...mapping.files.flatMap((file) => checkFile(file, types, seen).map((wrong) => `${file.id}: ${wrong}`)),
  ]
}

/** What is never shown is never loaded. */
const secretFacts = (file: FileSpec, secret: ReadonlySet<string>): string[] =>
  Object.keys('facts' in file ? file.facts : {})
    .filter((name) => secret.has(name))
    .map((name) => `${file.id}: "${name}" is of sensitivity C3, which is not loaded`)

interface Seen {
  links: Set<string>
  lookups: Set<string>
  ids: Set<string>
}

function checkFile(file: FileSpec, types: Map<string, string>, seen: Seen): string[] {
  const wrong = seen.ids.has(file.id) ? ['this id is given twice'] : []
  seen.ids.add(file.id)
  for (const [place, spec] of valueSpecs(file)) {
    wrong.push(...checkValue(spec).map((text) => `${place}: ${text}`))
    if (spec.lookup && !seen.lookups.has(spec.lookup))
      wrong.push(`${place}: no earlier lookup "${spec.lookup}"`)
  }
  if ('event' in file && file.event) wrong.push(...checkChannel(file.event.channel))
  if ('facts' in file) wrong.push(...checkFacts(file.facts, types))
  if ('customer' in file && typeof file.customer === 'object' && 'link' in file.customer) {
    if (!seen.links.has(file.customer.link)) wrong.push(`no earlier link "${file.customer.link}"`)
  }
  if (file.rows === 'lookup') seen.lookups.add(file.name)
  if (file.rows === 'link') for (const link of file.links) seen.links.add(link.name)
  return wrong
}

/** Every value of a file with the place it is for. */
function valueSpecs(file: FileSpec): [string, ValueSpec][] {
  const facts = 'facts' in file ? Object.entries(file.facts) : []
  const event = 'event' in file && file.event ? file.event : undefined
  const parts = event ? Object.entries({ at: event.at, channel: event.channel, kind: event.kind }) : []
  const amount = event?.amount ? [['amount', event.amount] as const] : []
  const all = [...facts, ...parts, ...amount, ...Object.entries(event?.detail ?? {})]
  return all.filter(
    (entry): entry is [string, ValueSpec] => typeof entry[1] === 'object' && 'column' in entry[1],
  )
}

function checkValue(spec: ValueSpec): string[] {
  const conversion: Conversion = CONVERSIONS[spec.convert]
  const columns = Array.isArray(spec.column) ? spec.column.length : 1
  const wrong = []
  if (columns !== (conversion.columns ?? 1))
    wrong.push(`"${spec.convert}" reads ${conversion.columns ?? 1} columns`)
  if (conversion.needs && spec[conversion.needs] === undefined) {
    wrong.push(`"${spec.convert}" needs "${conversion.needs}"`)
  }
  return wrong
}

/** A channel read from a column must come from a list of channels. */
function checkChannel(channel: EventSpec['channel']): string[] {
  if (typeof channel === 'string') return []
  const given = Object.values(channel.values ?? {})
  const closed = channel.convert === 'listed' || '*' in (channel.values ?? {})
  const foreign = given.filter((value) => !Channel.safeParse(value).success)
  return [
    ...(closed ? [] : ['channel: must be "listed", or have "*" among its "values"']),
    ...foreign.map((value) => `channel: "${value}" is none of ${Channel.options.join(', ')}`),
  ]
}

function checkFacts(facts: Record<string, FactSpec>, types: Map<string, string>): string[] {
  return Object.entries(facts).flatMap(([name, spec]) => {
    const type = types.get(name)
    if (!type) return [`the catalogue has no attribute "${name}"`]
    const wrong = givenTypes(spec).filter((given) => given !== type)
    return wrong.map((given) => `${name} is ${type} in the catalogue, but this gives ${given}`)
  })
}

/** The types that values of `spec` may have. */
function givenTypes(spec: FactSpec): string[] {
  if (spec.fold === 'count' || spec.sinceAsOf) return ['int']
  const mapped = Object.values(spec.values ?? {}).filter((value) => value !== null)
  const types = mapped.map(
    (value) => ({ string: 'string', boolean: 'bool', number: 'int' })[typeof value as 'string'],
  )
  const converts = !('*' in (spec.values ?? {})) && spec.convert !== 'listed'
  return [...new Set([...types, ...(converts ? [CONVERSIONS[spec.convert].gives] : [])])]
}
