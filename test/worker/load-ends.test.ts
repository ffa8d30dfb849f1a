import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { oneDatabase } from '../../worker/services/databases.ts'
import { discardLoad } from '../../worker/services/loads/discard.ts'
import { finishLoad } from '../../worker/services/loads/finish.ts'
import { addBase, databases, keyOf, publishPlaybook } from './edge.ts'
import { clearBase, rows, taken } from './ingest.ts'

const NOW = new Date()
const AGO = new Date(NOW.getTime() - 86_400_000).toISOString()
const counts = { customers: 1, events: 0, identifiers: 0, fewer: false }

beforeAll(() => publishPlaybook({}))
beforeEach(async () => {
  await clearBase()
  await addBase({ dataset: 'probe', load: 'first', finishedAt: AGO, customers: {} })
  await taken('customers', [{ customerKey: keyOf(1), at: AGO, facts: { age: 50 } }], { load: 'night' })
})

type Ends = (through: typeof databases) => Promise<unknown>
const finish: Ends = (through) =>
  finishLoad(through, 'night', { dataset: 'probe', currency: 'CNY', ...counts }, 'admin-01', NOW)
const discard: Ends = (through) => discardLoad(through, 'probe', 'night', 'admin-01', NOW)

/** Before the n-th batch of one, the other is done from beginning to end. */
function between(at: number, other: Ends) {
  let count = 0
  let done: Promise<unknown> | undefined
  const batch = async (statements: Parameters<Binding['batch']>[0]) => {
    count += 1
    if (count === at) {
      done = other(databases).then(
        () => 'ok',
        () => 'refused',
      )
      await done
    }
    return env.CUSTOMERS.batch(statements)
  }
  const prepare = (query: string) => env.CUSTOMERS.prepare(query)
  return { through: oneDatabase(openDatabase({ prepare, batch } as unknown as Binding)), other: () => done }
}

const ended = () =>
  rows("select action from audit where action like 'load.%' and subject = 'load/probe/night'")
const before = async () => (await ended()).length

it.each([
  ...[1, 2, 3].map((at) => ['finish', 'load.finish', finish, 'load.discard', discard, at] as const),
  ...[1, 2, 3].map((at) => ['discard', 'load.discard', discard, 'load.finish', finish, at] as const),
])(
  'of a %s and the other way to end a full refresh one holds, whichever comes first',
  async (...[, ofOne, one, ofOther, other, at]) => {
    const stood = await before()
    const pair = between(at, other)
    const first = await one(pair.through).then(
      () => 'ok',
      () => 'refused',
    )
    const said = [first, await pair.other()]
    expect(said).toContain('ok')
    expect(said).toContain('refused')
    const won = first === 'ok' ? ofOne : ofOther
    expect((await ended()).slice(stood)).toEqual([{ action: won }])
    const [dataset] = await rows('select live_load as live from dataset')
    expect(dataset?.live).toBe(won === 'load.finish' ? 'probe/night' : 'first')
  },
)
