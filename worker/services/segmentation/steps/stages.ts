import { type Activity, lifeStage, vulnerable } from '../../../segmentation/life-cycle.ts'
import { byDatabase, type Databases } from '../../databases.ts'
import { activityOf } from '../sql/activity.ts'
import { type CustomerRow, nextCustomers } from '../sql/customers.ts'
import { type Member, putMembers } from '../sql/members.ts'
import type { RunRow } from '../sql/runs.ts'
import { STRETCH, type Work } from './step.ts'

const DAY = 86_400_000

/** The life cycle of the next customers. */
export const stages: Work = async ({ databases, row }) => {
  const { loads, cursor, startedAt } = row
  const asked = { loads, after: cursor, most: STRETCH }
  const { rows: customers, more } = await nextCustomers(databases, asked)
  const activity = await activityBy(databases, customers, row)
  const members = customers.map((one) => memberOf(one, activity.get(one.key) ?? null, startedAt))
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

async function activityBy(
  databases: Databases,
  customers: readonly CustomerRow[],
  { loads, startedAt }: RunRow,
): Promise<Map<string, Activity>> {
  const asked = customers.map(({ key, asOf, currency }) => {
    const moment = Date.parse(asOf ?? startedAt)
    const before = (days: number) => new Date(moment - days * DAY).toISOString()
    return { key, asOf, currency, since: before(365), recently: before(90), until: before(-1) }
  })
  const homes = byDatabase(databases, asked, ({ key }) => key)
  const found = await Promise.all([...homes].map(([db, those]) => db.batch([activityOf(db, loads, those)])))
  return new Map(found.flatMap(([rows]) => rows.map(({ key, ...one }) => [key, one])))
}

function memberOf({ key, facts, asOf }: CustomerRow, activity: Activity | null, now: string): Member {
  const found = lifeStage({ facts, activity, asOf: asOf ?? now })
  const known = vulnerable(facts)
  const basis = {
    ...(found && { rule: found.rule }),
    ...(known !== null && { vulnerable: Number(known) }),
  }
  return { key, value: found?.stage ?? '', basis: JSON.stringify(basis) }
}
