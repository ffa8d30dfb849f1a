import type { Attribute, Fold } from '../../contract/catalogue.ts'
import { GENERATOR } from '../../contract/lineage.ts'
import type { Parameter } from '../../contract/playbook.ts'
import { limitDays } from '../../decision/limit-days.ts'
import { splitAt } from '../customers/split-at.ts'
import { casesSql } from './cases-sql.ts'
import { loadsOver } from './companions-sql.ts'
import { type Folded, wordsOf } from './fold-words.ts'
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
 * Common table expression `folded(key, patch, origins, over)`: what the events of some customers come to, all attributes
 * in one pass, as JSON merge patches of facts and lineage. An attribute of whose kinds a customer has no event is in
 * neither. `over` says of each load that was looked at whether it had any.
 * @param keys a table of keys with column `key`; events are those of load `?1` and its companions up to day `?2` of the
 *   zone that is `?3` (`+480 minutes`) from UTC, which is `?7` from it; `?4` is the moment of folding, `?5` the dataset,
 *   `?8` its as-of and `?9` its currency
 * @param dated the lineage says from when the events are that each rests on: where customers were split
 */
export function foldedFrom(keys: string, folded: readonly Folded[], dated = false): string {
  const groups = groupsOf(folded)
  const joined = ['turn', ...(dated ? ['apart'] : []), ...groups.map(({ name }) => name)]
    .map((name) => `LEFT JOIN ${name} ON ${name}.key = k.key`)
    .join(' ')
  const member = ({ name }: Folded, at: string, value: string) =>
    `CASE WHEN ${at} IS NOT NULL THEN ',"${name}":' || ${value} ELSE '' END`
  const each = (value: (one: Folded, column: string, since: string) => string) =>
    groups.flatMap(({ name, folded }) =>
      folded.map((one, at) => member(one, `${name}.v${at}`, value(one, `${name}.v${at}`, `${name}.w${at}`))),
    )
  const origin = (one: Folded, column: string, since: string) =>
    `json_object('at', ?4, 'source', ${one.synthetic ? `iif(${madeOf(column)}, '${GENERATOR}', ?5)` : '?5'}, 'rule', ${text(wordsOf(one))}
      ${turns(one.fold) ? `, 'until', turn.until` : ''}${dated ? `, 'from', ${sentAnew} THEN ?4 ELSE ${since} END` : ''})`
  return `loads AS MATERIALIZED (${loadsOver({ load: '?1', dataset: '?5', asOf: '?8', currency: '?9' })}),
    e AS MATERIALIZED (
      SELECT k.key, ev.load_id AS load, ev.id, ev.at, ev.channel, ev.kind, ev.amount, ev.detail,
        CASE WHEN length(ev.at) = 10 THEN ev.at ELSE date(ev.at, ?3) END AS day
      FROM ${keys} k JOIN event ev ON ev.customer_key = k.key AND +ev.load_id IN loads
      WHERE day <= ?2),
    ${turnSql(folded)},
    ${dated ? `apart AS MATERIALIZED (SELECT k.key, ${splitAt('k.key')} AS at FROM ${keys} k),` : ''}
    ${groups.map((group) => groupSql(group, dated)).join(',\n')},
    over AS (
      SELECT k.key, json_group_object(l.id, met.load IS NOT NULL) AS loads FROM ${keys} k CROSS JOIN loads l
        LEFT JOIN (SELECT DISTINCT key, load FROM e) met ON met.key = k.key AND met.load = l.id GROUP BY k.key),
    folded(key, patch, origins, over) AS MATERIALIZED (
      SELECT k.key, ${object(each((_, column) => column))}, ${object(each(origin))}, over.loads
      FROM ${keys} k JOIN over ON over.key = k.key ${joined})`
}

/**
 * Of who was never split it is not told. All events of loads that began after the customer was split were sent of the one
 * who goes on.
 */
const sentAnew = `CASE WHEN apart.at IS NULL THEN NULL WHEN (SELECT min(started_at) FROM load WHERE id IN (SELECT id FROM loads)) > apart.at`

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

function groupSql({ name, closed, days, folded }: Group, dated: boolean): string {
  const columns = folded
    .flatMap((one, at) => [
      `${columnOf(one)} AS v${at}`,
      ...(one.synthetic ? [`${madeColumn(one)} AS ${madeOf(`v${at}`)}`] : []),
      ...(dated ? [`${fromOf(one)} AS w${at}`] : []),
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
  const when = `FILTER (WHERE ${counted(one)})`
  const [least, most] = [op === 'min' || op === 'first', op === 'max' || op === 'last']
  if (!least && !most) return `max(${made}) ${when}`
  return `substr(${least ? 'min' : 'max'}(${orderOf(one.fold)} || ${MARK} || id || ${MARK} || ${made}) ${when}, -1) + 0`
}

/** In which order events stand one before another. */
const orderOf = ({ closed }: Fold): string => (closed ? 'reached || day || at' : 'at')

/** JSON text of the value, `null` where it is none, NULL where there is no such event at all. */
function columnOf(one: Folded): string {
  return `CASE WHEN max(${concerns(one)}) THEN coalesce(${foldOf(one, counted(one))}, 'null') END`
}

/** Which events there must be for the fact to be known. */
const concerns = ({ fold }: Folded): string =>
  [...oneOf('kind', fold.kinds), ...oneOf('channel', fold.channels)].join(' AND ') || 'true'

/** Which of them it rests on. */
function counted(one: Folded): string {
  const { closed, op, withinDays } = one.fold
  const within = withinDays === undefined ? [] : [`day > date(?2, '-${withinDays} days')`]
  return [concerns(one), ...within, ...(closed ? [op === 'count' ? 'open' : 'speaks'] : [])].join(' AND ')
}

/** Since when the events are that it rests on; with none of them nothing is from before the moment of folding. */
function fromOf(one: Folded): string {
  const { op, of = 'at', closed } = one.fold
  const latest = !closed && (op === 'last' || op === 'since' || (op === 'max' && of === 'at'))
  const when = `FILTER (WHERE ${counted(one)} AND ${partOf(of, one.type)} IS NOT NULL)`
  const moment = (at: string) =>
    `CASE WHEN length(${at}) = 10 THEN strftime('%Y-%m-%dT%H:%M:%fZ', ${at}, ?7) ELSE ${at} END`
  return `coalesce(${latest ? moment(`max(at) ${when}`) : `min(${moment('at')}) ${when}`}, ?4)`
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
