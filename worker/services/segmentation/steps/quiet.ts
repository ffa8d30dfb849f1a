import type { Attribute } from '../../../contract/catalogue.ts'
import type { GroupSize, QuietDataset, RunResult } from '../../../contract/segmentation.ts'
import { candidates } from '../../../segmentation/features.ts'
import { wordsOf } from '../../facts/fold-words.ts'
import { freshFacts } from '../../facts/fresh.ts'
import { overCustomers } from '../../over-customers.ts'
import { type HeardRow, heardIn, lastUses } from '../sql/quiet.ts'
import type { RunRow } from '../sql/runs.ts'
import type { StepContext } from './step.ts'

const YEAR = 365 * 86_400_000

/** Groups of who did nothing for long, or of whom nothing can be said. */
const IDLE: Record<RunRow['model'], readonly string[]> = {
  rfm: ['no-activity'],
  'life-cycle': ['dormant', ''],
  clusters: [],
}

/**
 * Datasets of which a run that rests on events cannot tell who does nothing from whom nothing is heard: those to which
 * events come no more, or those of some kinds, by the limits of decisions, and where most customers are idle, those without a transaction in the
 * year before their moment.
 */
export async function quietIn(
  context: StepContext,
  sizes: readonly GroupSize[],
): Promise<Pick<RunResult, 'quiet'>> {
  const { row, compiled } = context
  if (!restsOnEvents(row, compiled.playbook.catalogue)) return { quiet: [] }
  const idle = sizes.filter(({ value }) => IDLE[row.model].includes(value))
  const customers = idle.reduce((sum, one) => sum + one.customers, 0)
  const still = customers > 0 && 2 * customers >= row.total ? await stillIn(context) : []
  const all = new Map([...(await silentIn(context)), ...still].map((one) => [one.dataset, one]))
  return { quiet: [...all.values()].toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1)) }
}

/** Clusters do where facts that may go into them are made from events. */
function restsOnEvents({ model }: RunRow, catalogue: readonly Attribute[]): boolean {
  const folded = new Set(catalogue.flatMap(({ name, fold }) => (fold ? [name] : [])))
  return model !== 'clusters' || candidates(catalogue).some(({ name }) => folded.has(name))
}

const byDataset = <Row extends { dataset: string }>(rows: readonly Row[]) => [
  ...Map.groupBy(rows, ({ dataset }) => dataset),
]

/** A database may not have heard yet that events came: where one has, they did. */
async function silentIn({ databases, row, compiled }: StepContext): Promise<QuietDataset[]> {
  const [rows] = await overCustomers(databases, (db) => db.batch([heardIn(db, row.loads)]))
  const { catalogue } = compiled.playbook
  return byDataset(rows).flatMap(([dataset, those]) => {
    const since = (heard: readonly HeardRow[]) => {
      const all = heard.map((one) => silentSince(one, catalogue, row.startedAt))
      return all.includes(undefined) ? undefined : all.toSorted().at(-1)
    }
    const whole = since(those.map((one) => ({ ...one, lateKinds: null })))
    const last = whole ?? since(those)
    const part = whole === undefined
    return last === undefined ? [] : [{ dataset, moment: row.startedAt, last, silent: true, part }]
  })
}

/** Asks the rule of decisions: since when something that was folded a moment ago could not be rested on all the same. */
function silentSince(
  { dataset: _, ...heard }: HeardRow,
  catalogue: readonly Attribute[],
  now: string,
): string | undefined {
  const folded = catalogue.flatMap(({ name, type, fold }) => (fold ? [{ name, type, fold }] : []))
  const facts = Object.fromEntries(folded.map(({ name }) => [name, 0]))
  const lineage = Object.fromEntries(
    folded.map((one) => [one.name, { at: now, source: 'probe', rule: wordsOf(one) }]),
  )
  const { stale } = freshFacts({ ...heard, facts, lineage, factsAsOf: now, asOf: now }, catalogue)
  return Object.values(stale).toSorted()[0]
}

async function stillIn({ databases, row }: StepContext): Promise<QuietDataset[]> {
  const asked = { loads: row.loads, now: row.startedAt }
  const [rows] = await overCustomers(databases, (db) => db.batch([lastUses(db, asked)]))
  return byDataset(rows).flatMap(([dataset, those]) => {
    const last =
      those
        .flatMap((one) => one.last ?? [])
        .toSorted()
        .at(-1) ?? null
    const moment = those[0]?.moment ?? row.startedAt
    const long = last === null || Date.parse(moment) - Date.parse(last) > YEAR
    return long ? [{ dataset, moment, last, silent: false, part: false }] : []
  })
}
