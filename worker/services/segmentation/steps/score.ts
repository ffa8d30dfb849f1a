import { fifthRanks, narrowed, type Search } from '../../../segmentation/order-statistics.ts'
import { overCustomers } from '../../over-customers.ts'
import { insertScores } from '../sql/rfm.ts'
import {
  type Borders,
  gather,
  type Measure,
  measures,
  readSpread,
  scoreBy,
  spreadOf,
} from '../sql/rfm-parts.ts'
import type { StepContext, Stepped, Work } from './step.ts'

/** Borders of the bank's fifths that are looked for, by measure. */
interface ScoreWork {
  searches: (Search & { measure: Measure })[]
}

/**
 * Recency, frequency and amount. Of one database: one statement over all events. Of several: what customers did is kept in
 * each, then each step narrows down where the borders of the bank's fifths lie, then all are scored by those.
 */
export const score: Work = async (context) => {
  const { databases, row } = context
  const asked = { id: row.id, loads: row.loads, now: row.startedAt }
  const [only, another] = databases.customers
  if (only && !another) {
    await only.batch([insertScores(only, asked)])
    return scored(context)
  }
  if (row.work === '') {
    await Promise.all(databases.customers.map((db) => db.batch([gather(db, asked)])))
    return going(context, { searches: await searchesFor(context) })
  }
  const { searches } = JSON.parse(row.work) as ScoreWork
  const open = searches.filter(({ found }) => found === null)
  if (open.length > 0) {
    const more = await Promise.all(open.map((one) => narrow(context, one)))
    return going(context, { searches: [...searches.filter(({ found }) => found !== null), ...more] })
  }
  const borders = bordersOf(searches)
  await Promise.all(databases.customers.map((db) => db.batch([scoreBy(db, row.id, borders)])))
  return scored(context)
}

const scored = ({ row }: StepContext): Stepped => ({
  row: { ...row, phase: 'finish', done: row.total, work: '' },
})

const going = ({ row }: StepContext, work: ScoreWork): Stepped => ({
  row: { ...row, work: JSON.stringify(work) },
})

async function searchesFor({ databases, row }: StepContext): Promise<ScoreWork['searches']> {
  const [rows] = await overCustomers(databases, (db) => db.batch([measures(db, row.id)]))
  const counts = new Map<Measure, number>()
  for (const { measure, count } of rows) counts.set(measure, (counts.get(measure) ?? 0) + count)
  return [...counts].flatMap(([measure, count]) =>
    fifthRanks(count).map((rank) => ({ measure, rank, low: null, high: null, found: null })),
  )
}

async function narrow({ databases, row }: StepContext, search: ScoreWork['searches'][number]) {
  const [rows] = await overCustomers(databases, (db) => db.batch([spreadOf(db, row.id, search)]))
  const { below, tiles } = readSpread(rows)
  return { ...narrowed(search, below, tiles), measure: search.measure }
}

function bordersOf(searches: ScoreWork['searches']): Borders {
  const borders: Borders = {}
  for (const { measure, found } of searches.toSorted((a, b) => a.rank - b.rank))
    borders[measure] = [...(borders[measure] ?? []), found ?? 0]
  return borders
}
