import type { Attribute, Fold } from '../../contract/catalogue.ts'
import { GENERATOR } from '../../contract/lineage.ts'
import type { Parameter } from '../../contract/playbook.ts'
import { casesSql } from './cases-sql.ts'
import { type Folded, wordsOf } from './fold-words.ts'
import { limitDays } from './limit-days.ts'
import { MARK, oneOf, text } from './sql-text.ts'

/** Attributes that are made from events. */
export const foldedAmong = (
  catalogue: readonly Attribute[],
  parameters: readonly Parameter[] = [],
): Folded[] =>
  catalogue.flatMap(({ name, type, fold, synthetic }) =>
    fold ? [{ name, type, fold, synthetic, days: limitDays(fold.closed?.limits ?? [], parameters) }] : [],
  )

/** A day that never comes. */
const NEVER = '9999-12-31'

/** Folds over the same events: all of a customer's, or those of cases opened and closed by the same kinds. */
interface Group {
  name: string
  closed: Fold['closed']
  days: readonly number[]
  folded: Folded[]
}

function groupsOf(folded: readonly Folded[]): Group[] {
  const groups = new Map<string, Group>()
  for (const one of folded) {
    const { days, fold } = one
    const id = JSON.stringify([fold.closed ?? null, days])
    const group = groups.get(id) ?? { name: `g${groups.size}`, closed: fold.closed, days, folded: [] }
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
  const origin = (one: Folded, column: string) =>
    `json_object('at', ?4, 'source', ${one.synthetic ? `iif(${madeOf(column)}, '${GENERATOR}', ?5)` : '?5'}, 'rule', ${text(wordsOf(one))}${turns(one.fold) ? `, 'until', turn.until` : ''})`
  return `e AS MATERIALIZED (
      SELECT k.key, ev.id, ev.at, ev.channel, ev.kind, ev.amount, ev.detail,
        CASE WHEN length(ev.at) = 10 THEN ev.at ELSE date(ev.at, ?3) END AS day
      FROM ${keys} k JOIN event ev ON ev.customer_key = k.key AND +ev.load_id = ?1
      WHERE day <= ?2),
    ${turnSql(folded)},
    ${groups.map(groupSql).join(',\n')},
    folded(key, patch, origins) AS MATERIALIZED (
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

function groupSql({ name, closed, days, folded }: Group): string {
  const columns = folded
    .flatMap((one, at) => [
      `${columnOf(one)} AS v${at}`,
      ...(one.synthetic ? [`${madeColumn(one)} AS ${madeOf(`v${at}`)}`] : []),
    ])
    .join(',\n')
  if (!closed) return `${name} AS (SELECT key, ${columns} FROM e GROUP BY key)`
  const asked = folded.map(({ fold }) => fold.kinds)
  return `${casesSql(name, closed, days, asked)},
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
  return `substr(${least ? 'min' : 'max'}(${orderOf(one.fold)} || ${MARK} || id || ${MARK} || ${made}) ${when}, -1) + 0`
}

/** In which order events stand one before another. */
const orderOf = ({ closed }: Fold): string => (closed ? 'reached || day || at' : 'at')

/** Events that are folded. */
function countsOf({ fold }: Folded): string {
  const within = fold.withinDays === undefined ? [] : [`day > date(?2, '-${fold.withinDays} days')`]
  return [anyOf(fold), ...within, ...(fold.closed ? [fold.op === 'count' ? 'open' : 'speaks'] : [])].join(
    ' AND ',
  )
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
      return wholeSum(`total(${of}) ${when}`)
    case 'since':
      return `cast(julianday(?2) - julianday(max(day) FILTER (WHERE ${counts})) AS integer)`
    case 'min':
    case 'max':
      return `CASE WHEN count(*) ${when} THEN json_quote(${fold.op}(${of}) ${when}) END`
    default: {
      const chosen = `${fold.op === 'last' ? 'max' : 'min'}(${orderOf(fold)} || ${MARK} || id || ${MARK} || ${jsonOf(fold.of ?? 'at', of)}) ${when}`
      return `substr(${chosen}, instr(substr(${chosen}, instr(${chosen}, ${MARK}) + 1), ${MARK})
        + instr(${chosen}, ${MARK}) + 1)`
    }
  }
}

/**
 * A sum that a number holds exactly; NULL: none does. `sum` itself would stop the statement, and with it everybody's, where
 * it is beyond 64 bits.
 */
const wholeSum = (total: string) =>
  `CASE WHEN abs(${total}) <= ${Number.MAX_SAFE_INTEGER} AND ${total} = cast(${total} AS integer)
    THEN cast(${total} AS integer) END`

/** A member of the detail keeps its JSON: `true` would else be 1. */
const jsonOf = (of: string, part: string) =>
  of.startsWith('detail.') ? part.replace(' ->> ', ' -> ') : `json_quote(${part})`

/** What is folded; of dates the day in the bank's zone. */
function partOf(of: NonNullable<Fold['of']>, type: Attribute['type']): string {
  if (of === 'at') return type === 'date' ? 'day' : 'at'
  return of.startsWith('detail.') ? `(detail ->> ${text(`$.${of.slice('detail.'.length)}`)})` : of
}
