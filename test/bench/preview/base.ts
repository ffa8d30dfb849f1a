import { applyMigrations, openLocalD1 } from '../../../db/local.ts'
import { loadSample } from '../../../db/sample/load.ts'
import type { Facts } from '../../../worker/contract/catalogue.ts'
import { importSecret, makeCustomerKey } from '../../../worker/contract/customer-key.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { manyTips } from './playbook.ts'

const TIPS = 1000
const DAY = '2026-11-24'
const SECRET = 'a secret of the bench'

/** What stands in the database. */
export interface Base {
  playbook: Playbook
  customers: { key: string; facts: Facts }[]
}

/** Generated customers and a playbook of a thousand tips in a local D1. */
export async function fillBase(stateDir: string, count: number): Promise<Base> {
  const { customers: db, close } = await openLocalD1(stateDir)
  try {
    await applyMigrations(db)
    const playbook = manyTips(TIPS)
    await publish(openDatabase(db as unknown as Binding), playbook, `${DAY}T00:00:00.000Z`)
    const { customers } = await loadSample(db, SECRET, DAY, { count, history: false })
    const secret = await importSecret(SECRET)
    const keyed = customers.map(async ({ number, facts }) => ({
      key: await makeCustomerKey(secret, number),
      facts,
    }))
    return { playbook, customers: await Promise.all(keyed) }
  } finally {
    await close()
  }
}
