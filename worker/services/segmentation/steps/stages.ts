import type { Facts } from '../../../contract/catalogue.ts'
import { type Activity, lifeStage, vulnerable } from '../../../segmentation/life-cycle.ts'
import type { Database } from '../../database.ts'
import { activityOf } from '../sql/activity.ts'
import { type CustomerRow, customersAfter } from '../sql/customers.ts'
import { insertMembers, type Member } from '../sql/members.ts'
import { STRETCH, type Work } from './step.ts'

const DAY = 86_400_000

/** The life cycle of the next customers. */
export const stages: Work = async ({ db, row }) => {
  const { loads, cursor, startedAt } = row
  const [customers] = await db.batch([
    customersAfter(db, { loads, after: cursor, now: startedAt, most: STRETCH }),
  ])
  const activity = await activityBy(db, customers)
  const members = customers.map((one) => memberOf(one, activity.get(one.key) ?? null))
  const last = customers.length < STRETCH
  return {
    row: {
      ...row,
      done: row.done + customers.length,
      cursor: customers.at(-1)?.key ?? cursor,
      ...(last && { phase: 'finish' as const }),
    },
    statements: members.length ? [insertMembers(db, row.id, members)] : [],
  }
}

async function activityBy(db: Database, customers: readonly CustomerRow[]): Promise<Map<string, Activity>> {
  const asked = customers.map(({ key, loadId, asOf }) => {
    const before = (days: number) => new Date(Date.parse(asOf) - days * DAY).toISOString()
    return { key, loadId, since: before(365), recently: before(90), until: before(-1) }
  })
  const [rows] = await db.batch([activityOf(db, asked)])
  return new Map(rows.map(({ key, ...one }) => [key, one]))
}

function memberOf({ key, facts: text, asOf }: CustomerRow, activity: Activity | null): Member {
  const facts = JSON.parse(text) as Facts
  const found = lifeStage({ facts, activity, asOf })
  const known = vulnerable(facts)
  const basis = {
    ...(found && { rule: found.rule }),
    ...(known !== null && { vulnerable: Number(known) }),
  }
  return { key, value: found?.stage ?? '', basis: JSON.stringify(basis) }
}
