import type { Fold } from '../../contract/catalogue.ts'
import { MARK, oneOf, text } from './sql-text.ts'

type Cases = NonNullable<Fold['closed']>

/**
 * Common table expressions that end with `<name>e`: events of cases, with `unit` (the case), `reached` (the limit put off
 * to, from 0), `open` (it belongs to a case that is open, and is from after its last close) and `speaks` (to the one of
 * those whose limit ends first). What openMatters of the view says in JavaScript; one table of cases holds both.
 * @param days of each limit
 * @param asked kinds that are folded, one list a fold; undefined: all
 */
export function casesSql(
  name: string,
  { per, opens, kinds, limits }: Cases,
  days: readonly number[],
  asked: readonly (readonly string[] | undefined)[],
): string {
  const [opening, closing] = [oneOf('kind', opens)[0], oneOf('kind', kinds)[0]]
  const after = limits.flatMap((limit) => limit.after)
  const all = new Set([...opens, ...kinds, ...after, ...asked.flatMap((one) => one ?? [])])
  const those = asked.includes(undefined) ? 'true' : oneOf('kind', [...all])[0]
  const ofCase = 'OVER (PARTITION BY key, unit)'
  return `${name}a AS (SELECT *, ${unitOf(per)} AS unit, ${reached(limits)} AS reached, length(at) = 10 AS whole
      FROM e WHERE ${those}),
    ${name}b AS (SELECT *,
      max(day) FILTER (WHERE ${closing}) ${ofCase} AS closed,
      max(day) FILTER (WHERE ${closing} AND whole) ${ofCase} AS closed_day,
      max(at) FILTER (WHERE ${closing} AND NOT whole) ${ofCase} AS closed_at FROM ${name}a),
    ${name}c AS (SELECT *, CASE WHEN ${closing} THEN false WHEN whole THEN day > coalesce(closed, '')
      ELSE at > coalesce(closed_at, '') AND day > coalesce(closed_day, '') END AS lasts FROM ${name}b),
    ${name}d AS (SELECT *,
      min(day || at || ${MARK} || id) FILTER (WHERE lasts AND ${opening}) ${ofCase} AS opened,
      max(reached) FILTER (WHERE lasts) ${ofCase} AS most FROM ${name}c),
    ${name}f AS (SELECT *, lasts AND opened IS NOT NULL AS open,
      date(substr(opened, 1, 10), ${dueAfter(days)}) || opened AS place FROM ${name}d),
    ${name}e AS (SELECT *, open AND place = min(place) FILTER (WHERE open) OVER (PARTITION BY key) AS speaks
      FROM ${name}f)`
}

/** As text, whatever it is in JSON: 17 is "17". */
function unitOf(per: string): string {
  const path = text(`$.${per.slice('detail.'.length)}`)
  return `coalesce(CASE json_type(detail, ${path}) WHEN 'text' THEN detail ->> ${path}
    WHEN 'null' THEN NULL ELSE detail -> ${path} END, ${MARK} || load || ${MARK} || id)`
}

const cases = (branches: readonly string[]) =>
  branches.length ? `CASE ${branches.join(' ')} ELSE 0 END` : '0'

const reached = (limits: Cases['limits']): string =>
  cases(
    limits.flatMap(({ after }, at) => (after.length ? [`WHEN ${oneOf('kind', after)[0]} THEN ${at}`] : [])),
  )

const dueAfter = (days: readonly number[]): string =>
  `'+' || ${cases(days.map((count, at) => `WHEN most = ${at} THEN ${count}`))} || ' days'`
