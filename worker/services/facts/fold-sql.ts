import type { Attribute, Fold } from '../../contract/catalogue.ts'
import { loadsOver } from './companions-sql.ts'
import { type Folded, wordsOf } from './fold-words.ts'

export const foldedAmong = (catalogue: readonly Attribute[]): Folded[] =>
  catalogue.flatMap(({ name, type, fold }) => (fold ? [{ name, type, fold }] : []))

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
 * Common table expression `folded(key, patch, origins, over)`: what the events of some customers come to, all attributes
 * in one pass, as JSON merge patches of facts and lineage. An attribute of whose kinds a customer has no event is in
 * neither. `over` says of each load that was looked at whether it had any.
 * @param keys a table of keys with column `key`; events are those of load `?1` and its companions up to day `?2` of the
 *   zone that is `?3` (`+480 minutes`) from UTC, which is `?7` from it; `?4` is the moment of folding, `?5` the dataset,
 *   `?8` its as-of and `?9` its currency
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
  const origin = (one: Folded) =>
    `json_object('at', ?4, 'source', ?5, 'rule', ${text(wordsOf(one))}${turns(one.fold) ? `, 'until', turn.until` : ''})`
  return `loads AS MATERIALIZED (${loadsOver({ load: '?1', dataset: '?5', asOf: '?8', currency: '?9' })}),
    e AS MATERIALIZED (
      SELECT k.key, ev.load_id AS load, ev.id, ev.at, ev.channel, ev.kind, ev.amount, ev.detail,
        CASE WHEN length(ev.at) = 10 THEN ev.at ELSE date(ev.at, ?3) END AS day
      FROM ${keys} k JOIN event ev ON ev.customer_key = k.key AND +ev.load_id IN loads
      WHERE day <= ?2),
    ${turnSql(folded)},
    ${groups.map(groupSql).join(',\n')},
    over AS (
      SELECT k.key, json_group_object(l.id, met.load IS NOT NULL) AS loads FROM ${keys} k CROSS JOIN loads l
        LEFT JOIN (SELECT DISTINCT key, load FROM e) met ON met.key = k.key AND met.load = l.id GROUP BY k.key),
    folded(key, patch, origins, over) AS MATERIALIZED (
      SELECT k.key, ${object(each((_, column) => column))}, ${object(each(origin))}, over.loads
      FROM ${keys} k JOIN over ON over.key = k.key ${joined})`
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
  const columns = folded.map((one, at) => `${columnOf(one)} AS v${at}`).join(',\n')
  if (!closed) return `${name} AS (SELECT key, ${columns} FROM e GROUP BY key)`
  const path = text(`$.${closed.per.slice('detail.'.length)}`)
  const kinds = [...new Set([...folded.flatMap(({ fold }) => fold.kinds ?? []), ...closed.kinds])]
  const everyKind = folded.some(({ fold }) => !fold.kinds)
  return `${name}c AS (SELECT *, coalesce(detail ->> ${path}, char(31) || load || char(31) || id) AS unit FROM e
      WHERE ${everyKind ? 'true' : oneOf('kind', kinds)[0]}),
    ${name}e AS (SELECT *, first_value(kind) OVER (PARTITION BY key, unit ORDER BY at DESC, id DESC)
      NOT IN (${closed.kinds.map(text).join()}) AS open FROM ${name}c),
    ${name} AS (SELECT key, ${columns} FROM ${name}e GROUP BY key)`
}

/** JSON text of the value, `null` where it is none, NULL where there is no such event at all. */
function columnOf(one: Folded): string {
  const { fold } = one
  const any = [...oneOf('kind', fold.kinds), ...oneOf('channel', fold.channels)].join(' AND ') || 'true'
  const within = fold.withinDays === undefined ? [] : [`day > date(?2, '-${fold.withinDays} days')`]
  const counts = [any, ...within, ...(fold.closed ? ['open'] : [])].join(' AND ')
  return `CASE WHEN max(${any}) THEN coalesce(${foldOf(one, counts)}, 'null') END`
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
