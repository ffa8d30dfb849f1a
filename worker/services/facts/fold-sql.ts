import type { Attribute, Fold } from '../../contract/catalogue.ts'
import { GENERATOR } from '../../contract/lineage.ts'
import { wordsOf } from './fold-words.ts'

/** An attribute that is made from events. */
export type Folded = Attribute & { fold: Fold }

export const foldedAmong = (catalogue: readonly Attribute[]): Folded[] =>
  catalogue.filter((attribute): attribute is Folded => attribute.fold !== undefined)

/** A day that never comes. */
const NEVER = '9999-12-31'

const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const oneOf = (column: string, values: readonly string[] | undefined) =>
  values ? [`${column} IN (${values.map(text).join()})`] : []

/** Stands between moment, id and value: no text of an event holds it. */
const MARK = 'char(31)'

/** Folds over the same events: all of a customer's, or those of cases closed by the same kinds. */
interface Group {
  name: string
  closed: Fold['closed']
  folded: Folded[]
}

function groupsOf(folded: readonly Folded[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of folded) {
    const id = JSON.stringify(one.fold.closed ?? null)
    const group = groups.get(id) ?? { name: `g${groups.size}`, closed: one.fold.closed, folded: [] }
    groups.set(id, { ...group, folded: [...group.folded, one] })
  }
  return [...groups.values()]
}

/**
 * Common table expression `folded(key, patch, origins)`: what the events of some customers come to, all attributes in
 * one pass, as JSON merge patches of facts and lineage. An attribute of whose kinds a customer has no event is in neither.
 * @param keys a table of keys with column `key`; events are those of load `?1` up to day `?2` of the zone that is `?3`
 *   (`+480 minutes`) from UTC, which is `?7` from it; `?4` is the moment of folding, `?5` the source
 */
export function foldedFrom(keys: string, folded: readonly Folded[]): string {
  const groups = groupsOf(folded)
  const joined = ['turn', ...groups.map(({ name }) => name)]
    .map((name) => `LEFT JOIN ${name} ON ${name}.key = k.key`)
    .join(' ')
  const member = ({ name }: Folded, at: string, value: string) =>
    `CASE WHEN ${at} IS NOT NULL THEN ',"${name}":' || ${value} ELSE '' END`
  const each = (value: (one: Folded, column: string) => string) =>
    groups.flatMap(({ name, folded }) =>
      folded.map((one, at) => member(one, `${name}.v${at}`, value(one, `${name}.v${at}`))),
    )
  const origin = ({ fold, synthetic }: Folded, column: string) =>
    `json_object('at', ?4, 'source', ${synthetic ? `iif(${madeOf(column)}, '${GENERATOR}', ?5)` : '?5'}, 'rule', ${text(wordsOf(fold))}${turns(fold) ? `, 'until', turn.until` : ''})`
  return `e AS MATERIALIZED (
      SELECT k.key, ev.id, ev.at, ev.channel, ev.kind, ev.amount, ev.detail,
        CASE WHEN length(ev.at) = 10 THEN ev.at ELSE date(ev.at, ?3) END AS day
      FROM ${keys} k JOIN event ev ON ev.customer_key = k.key AND +ev.load_id = ?1
      WHERE day <= ?2),
    ${turnSql(folded)},
    ${groups.map(groupSql).join(',\n')},
    folded(key, patch, origins) AS (
      SELECT k.key, ${object(each((_, column) => column))}, ${object(each(origin))} FROM ${keys} k ${joined})`
}

const turns = ({ op, withinDays }: Fold): boolean => op === 'since' || withinDays !== undefined

/** When the day begins on which the first event leaves a window, so that facts are others though nothing happens. */
function turnSql(folded: readonly Folded[]): string {
  const windows = [...new Set(folded.flatMap(({ fold }) => fold.withinDays ?? []))]
  const leaves = windows.map(
    (days) =>
      `coalesce(date(min(CASE WHEN day > date(?2, '-${days} days') THEN day END), '+${days} days'), '${NEVER}')`,
  )
  const tomorrow = folded.some(({ fold }) => fold.op === 'since') ? [`date(?2, '+1 day')`] : []
  const first = [...leaves, ...tomorrow, `'${NEVER}'`, `'${NEVER}'`].join(', ')
  return `turn AS (SELECT key, strftime('%Y-%m-%dT%H:%M:%fZ', min(${first}), ?7) AS until FROM e GROUP BY key)`
}

/** JSON object of members that each begin with a comma. */
const object = (members: readonly string[]) => `'{' || ltrim(${members.join(' || ')}, ',') || '}'`

function groupSql({ name, closed, folded }: Group): string {
  const columns = folded
    .flatMap((one, at) => [
      `${columnOf(one)} AS v${at}`,
      ...(one.synthetic ? [`${madeColumn(one)} AS ${madeOf(`v${at}`)}`] : []),
    ])
    .join(',\n')
  if (!closed) return `${name} AS (SELECT key, ${columns} FROM e GROUP BY key)`
  const path = text(`$.${closed.per.slice('detail.'.length)}`)
  const kinds = [...new Set([...folded.flatMap(({ fold }) => fold.kinds ?? []), ...closed.kinds])]
  const everyKind = folded.some(({ fold }) => !fold.kinds)
  return `${name}c AS (SELECT *, coalesce(detail ->> ${path}, char(31) || id) AS unit FROM e
      WHERE ${everyKind ? 'true' : oneOf('kind', kinds)[0]}),
    ${name}e AS (SELECT *, first_value(kind) OVER (PARTITION BY key, unit ORDER BY at DESC, id DESC)
      NOT IN (${closed.kinds.map(text).join()}) AS open FROM ${name}c),
    ${name} AS (SELECT key, ${columns} FROM ${name}e GROUP BY key)`
}

/** Beside the column of a value: whether the event it was taken from is made up. */
const madeOf = (column: string): string => `${column}m`

/** Made-up events say so themselves. Of a value that rests on several events it is enough that one of them is. */
function madeColumn(one: Folded): string {
  const { op } = one.fold
  const made = `coalesce(detail ->> '$.synthetic', 0)`
  const when = `FILTER (WHERE ${countsOf(one)})`
  const [least, most] = [op === 'min' || op === 'first', op === 'max' || op === 'last']
  if (!least && !most) return `max(${made}) ${when}`
  return `substr(${least ? 'min' : 'max'}(at || ${MARK} || id || ${MARK} || ${made}) ${when}, -1) + 0`
}

/** Events that are folded. */
function countsOf({ fold }: Folded): string {
  const within = fold.withinDays === undefined ? [] : [`day > date(?2, '-${fold.withinDays} days')`]
  return [anyOf(fold), ...within, ...(fold.closed ? ['open'] : [])].join(' AND ')
}

const anyOf = (fold: Fold): string =>
  [...oneOf('kind', fold.kinds), ...oneOf('channel', fold.channels)].join(' AND ') || 'true'

/** JSON text of the value, `null` where it is none, NULL where there is no such event at all. */
function columnOf(one: Folded): string {
  return `CASE WHEN max(${anyOf(one.fold)}) THEN coalesce(${foldOf(one, countsOf(one))}, 'null') END`
}

function foldOf({ type, fold }: Folded, counts: string): string {
  const of = partOf(fold.of ?? 'at', type)
  const when = `FILTER (WHERE ${counts} AND ${of} IS NOT NULL)`
  switch (fold.op) {
    case 'count':
      return fold.closed
        ? `count(DISTINCT unit) FILTER (WHERE ${counts})`
        : `count(*) FILTER (WHERE ${counts})`
    case 'sum':
      return `coalesce(sum(${of}) ${when}, 0)`
    case 'since':
      return `cast(julianday(?2) - julianday(max(day) FILTER (WHERE ${counts})) AS integer)`
    case 'min':
    case 'max':
      return `CASE WHEN count(*) ${when} THEN json_quote(${fold.op}(${of}) ${when}) END`
    default: {
      const chosen = `${fold.op === 'last' ? 'max' : 'min'}(at || ${MARK} || id || ${MARK} || ${jsonOf(fold.of ?? 'at', of)}) ${when}`
      return `substr(${chosen}, instr(substr(${chosen}, instr(${chosen}, ${MARK}) + 1), ${MARK})
        + instr(${chosen}, ${MARK}) + 1)`
    }
  }
}

/** A member of the detail keeps its JSON: `true` would else be 1. */
const jsonOf = (of: string, part: string) =>
  of.startsWith('detail.') ? part.replace(' ->> ', ' -> ') : `json_quote(${part})`

/** What is folded; of dates the day in the bank's zone. */
function partOf(of: NonNullable<Fold['of']>, type: Attribute['type']): string {
  if (of === 'at') return type === 'date' ? 'day' : 'at'
  return of.startsWith('detail.') ? `(detail ->> ${text(`$.${of.slice('detail.'.length)}`)})` : of
}
