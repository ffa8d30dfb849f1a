import { type Activity, LIFE_FACTS, lifeStage, vulnerable } from '../../../segmentation/life-cycle.ts'
import { byDatabase, type Databases } from '../../databases.ts'
import { activityOf } from '../sql/activity.ts'
import { type CustomerRow, nextCustomers } from '../sql/customers.ts'
import { knownSplit, type Member, putMembers } from '../sql/members.ts'
import { mixedIn } from '../sql/mixed.ts'
import type { RunRow } from '../sql/runs.ts'
import { judging, STRETCH, type Work } from './step.ts'

const DAY = 86_400_000

/** The life cycle of the next customers. */
export const stages: Work = async (context) => {
  const { databases, row } = context
  const { loads, cursor, startedAt } = row
  const asked = { loads, after: cursor, most: STRETCH }
  const { rows: customers, more } = await nextCustomers(databases, asked, judging(context, LIFE_FACTS))
  const didOf = await activityBy(databases, customers, row)
  const members = customers.map((one) => memberOf(one, didOf(one.key), startedAt))
  await putMembers(databases, row.id, members)
  return {
    row: {
      ...row,
      done: row.done + customers.length,
      cursor: customers.at(-1)?.key ?? cursor,
      ...(!more && { phase: 'finish' as const }),
    },
  }
}

type Did = Activity | null | undefined

async function activityBy(
  databases: Databases,
  customers: readonly CustomerRow[],
  { loads, cursor, startedAt }: RunRow,
): Promise<(key: string) => Did> {
  const asked = customers.map(({ key, asOf, currency }) => {
    const moment = Date.parse(asOf ?? startedAt)
    const before = (days: number) => new Date(moment - days * DAY).toISOString()
    return { key, asOf, currency, since: before(365), recently: before(90), until: before(-1) }
  })
  const stretch = { after: cursor, to: customers.at(-1)?.key ?? cursor }
  const homes = byDatabase(databases, asked, ({ key }) => key)
  const found = await Promise.all(
    [...homes].map(([db, those]) =>
      db.batch([activityOf(db, loads, those), mixedIn(db, { loads, now: startedAt }, stretch)]),
    ),
  )
  const known = new Map(found.flatMap(([rows]) => rows.map(({ key, ...one }) => [key, one] as const)))
  const mixed = new Set(found.flatMap(([, rows]) => rows.map(({ key }) => key)))
  return (key) => (mixed.has(key) ? undefined : (known.get(key) ?? null))
}

/** @param did undefined: it is mixed up with what another customer did, and there is no stage */
function memberOf({ key, facts, asOf, splitAt }: CustomerRow, did: Did, now: string): Member {
  const found = did === undefined ? null : lifeStage({ facts, activity: did, asOf: asOf ?? now })
  const known = vulnerable(facts)
  const basis = {
    ...(found && { rule: found.rule }),
    ...(known !== null && { vulnerable: Number(known) }),
    ...knownSplit(splitAt),
  }
  return { key, value: found?.stage ?? '', basis: JSON.stringify(basis) }
}
