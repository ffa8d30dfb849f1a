import type { Attribute, Facts } from '../../contract/catalogue.ts'
import type { Lineage } from '../../contract/lineage.ts'
import type { PreviewRequest, PreviewSample, PreviewStretch } from '../../contract/preview.ts'
import { checkCondition } from '../../decision/check-condition.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { type CompiledCondition, conditionCompiler } from '../../decision/conditions.ts'
import { decide } from '../../decision/decide.ts'
import type { DecisionInput, PastOutcome } from '../../decision/input.ts'
import { listIn } from '../../decision/lists.ts'
import { type PreviewInputs, type PreviewPair, previewCustomer } from '../../decision/preview.ts'
import { noCounts } from '../../decision/preview-counts.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import { freshFacts } from '../facts/fresh.ts'
import { currentVersion, type Published, withContent } from '../playbook/current.ts'
import { withSegments } from '../segmentation/in-facts.ts'
import { type Assumed, assumedFor } from './assumed.ts'
import {
  answersAfter,
  type BaseRow,
  countCustomers,
  refusalsAfter,
  rowsAfter,
  wholeCustomers,
} from './base.ts'
import { changedPlaybook } from './changed.ts'
import { PreviewRefused } from './refused.ts'

/**
 * Decides one stretch of the customer base with the playbook in force and with a change in it, from one D1 batch.
 * A second one writes whom it shows.
 * @throws NoPlaybook, PreviewRefused, DatabaseUnavailable
 */
export async function previewStretch(
  db: Database,
  request: PreviewRequest,
  agent: Looking['agent'],
  now: Date,
): Promise<PreviewStretch> {
  const { after = '', conditions, samples: most } = request
  const [[current], rows, answers, refusals, [all]] = await db.batch([
    currentVersion(db),
    rowsAfter(db, after),
    answersAfter(db, after, now),
    refusalsAfter(db, after),
    countCustomers(db, after),
  ])
  const published = await withContent(db, current)
  const changed = await changedPlaybook(published.compiled.playbook, published.digest, request)
  const pair = {
    before: published.compiled,
    after: changed,
    item: request,
    conditions: compiled(changed, conditions),
  }
  const { customers, next } = wholeCustomers(rows)
  const asking = {
    published,
    catalogue: published.compiled.playbook.catalogue,
    assumed: assumedFor(changed, request, now),
    given: byCustomer(answers),
    refused: new Map(refusals.map(({ customerKey, at }) => [customerKey, at])),
  }
  const counted = countAll(pair, customers, asking, most)
  await recordSamples(db, counted.samples, request, agent, now)
  return { ...counted, total: all?.total ?? null, next }
}

/** Whom a preview shows is known only after deciding; it is written down before they are shown. */
async function recordSamples(
  db: Database,
  samples: readonly PreviewSample[],
  { kind, itemId }: PreviewRequest,
  agent: Looking['agent'],
  now: Date,
): Promise<void> {
  if (samples.length === 0) return
  const customerKeys = samples.map(({ customerKey }) => customerKey)
  const looking = { agent, at: now.toISOString(), action: 'preview.read', customerKeys } as const
  await db.batch(await recordAccess(db, { ...looking, detail: `${kind}/${itemId}` }))
}

interface Asking {
  published: Published
  catalogue: readonly Attribute[]
  assumed: Assumed
  /** Answers by customer. */
  given: ReadonlyMap<string, PastOutcome[]>
  /** Since when a customer refuses targeted tips. */
  refused: ReadonlyMap<string, string>
}

function countAll(pair: PreviewPair, customers: readonly BaseRow[], asking: Asking, most: number) {
  const counts = noCounts(pair.conditions.length)
  const samples: PreviewSample[] = []
  for (const row of customers) {
    const inputs = inputsOf(row, asking)
    const outcome = previewCustomer(pair, inputs, counts)
    if (outcome !== 'hit' || samples.length >= most) continue
    const { contact } = asking.assumed
    samples.push({ customerKey: row.key, decision: decide(pair.after, inputs.after), contact })
  }
  return { counts, samples }
}

/** The change would be published at the moment decided for, as the version after. */
function inputsOf(row: BaseRow, { published, assumed, given, refused, catalogue }: Asking): PreviewInputs {
  const { agent, askedAt, contact, at } = assumed
  const before: DecisionInput = {
    ...{ agent, askedAt, contact, customerKey: row.key, factsAsOf: row.factsAsOf, currency: row.currency },
    version: published.version,
    publishedAt: published.publishedAt,
    ...freshFacts(keptOf(row, at), catalogue),
    asOf: row.asOf ?? at,
    historical: row.asOf !== null,
    outcomes: given.get(row.key) ?? [],
    refusedAt: refused.get(row.key),
  }
  return { before, after: { ...before, version: published.version + 1, publishedAt: at } }
}

const keptOf = (row: BaseRow, at: string) => ({
  facts: withSegments(JSON.parse(row.facts) as Facts, row.segments),
  lineage: JSON.parse(row.lineage ?? 'null') as Lineage | null,
  factsAsOf: row.factsAsOf,
  asOf: row.asOf ?? at,
})

function byCustomer(answers: readonly PastOutcome[]): ReadonlyMap<string, PastOutcome[]> {
  const lists = new Map<string, PastOutcome[]>()
  for (const one of answers) listIn(lists, one.customerKey).push(one)
  return lists
}

function compiled({ env }: CompiledPlaybook, texts: readonly string[]): CompiledCondition[] {
  const faults = texts.flatMap((text, at) =>
    checkCondition(text, env).map(({ message }) => ({ path: `/conditions/${at}`, message })),
  )
  if (faults.length > 0) throw new PreviewRefused(faults)
  const compile = conditionCompiler(env)
  return texts.map((text) => compile(text).condition)
}
