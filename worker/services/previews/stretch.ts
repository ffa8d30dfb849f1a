import type { Attribute } from '../../contract/catalogue.ts'
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
import { byDatabase, type Databases } from '../databases.ts'
import { freshFacts } from '../facts/fresh.ts'
import { keptOf } from '../facts/kept.ts'
import { everyCustomers } from '../over-customers.ts'
import { currentVersion, type Published, withContent } from '../playbook/current.ts'
import { type Assumed, assumedFor } from './assumed.ts'
import {
  answersAfter,
  type BaseRow,
  countCustomers,
  liveAmong,
  refusalsAfter,
  rowsAfter,
  shareOf,
  stretchOf,
} from './base.ts'
import { changedPlaybook } from './changed.ts'
import { PreviewRefused } from './refused.ts'

/**
 * Decides one stretch of the customer base with the playbook in force and with a change in it, from one batch of each
 * database. A second one writes whom it shows, beside them.
 * @throws NoPlaybook, PreviewRefused, DatabaseUnavailable
 */
export async function previewStretch(
  databases: Databases,
  request: PreviewRequest,
  agent: Looking['agent'],
  now: Date,
): Promise<PreviewStretch> {
  const { after = '', conditions, samples } = request
  const { playbook } = databases
  const most = shareOf(databases.customers.length)
  const [[[current]], found] = await Promise.all([
    playbook.batch([currentVersion(playbook)]),
    everyCustomers(databases, (db) =>
      db.batch([
        rowsAfter(db, after, most),
        answersAfter(db, after, most, now),
        refusalsAfter(db, after, most),
        countCustomers(db, after),
      ]),
    ),
  ])
  const published = await withContent(playbook, current)
  const changed = await changedPlaybook(published.compiled.playbook, published.digest, request)
  const pair = {
    before: published.compiled,
    after: changed,
    item: request,
    conditions: compiled(changed, conditions),
  }
  const { customers, next } = stretchOf(
    found.map(([rows]) => rows),
    most,
  )
  const asking = {
    published,
    catalogue: published.compiled.playbook.catalogue,
    assumed: assumedFor(changed, request, now),
    given: byCustomer(found.flatMap(([, answers]) => answers)),
    refused: new Map(
      found.flatMap(([, , refusals]) => refusals.map(({ customerKey, at }) => [customerKey, at] as const)),
    ),
  }
  const counted = countAll(pair, await onceEach(databases, customers), asking, samples)
  await recordSamples(databases, counted.samples, request, agent, now)
  const totals = found.flatMap(([, , , rows]) => rows)
  const total = totals.length > 0 ? totals.reduce((sum, one) => sum + one.total, 0) : null
  return { ...counted, total, next }
}

/** While keys are being changed: without those who come under their new key, in another database. */
async function onceEach(databases: Databases, customers: readonly BaseRow[]): Promise<readonly BaseRow[]> {
  const twins = customers.flatMap(({ key, twin }) =>
    twin !== null && databases.nameOf(twin) !== databases.nameOf(key) ? [twin] : [],
  )
  if (twins.length === 0) return customers
  const homes = byDatabase(databases, twins, (key) => key)
  const found = await Promise.all([...homes].map(([db, keys]) => db.batch([liveAmong(db, keys)])))
  const live = new Set(found.flatMap(([rows]) => rows.map(({ key }) => key)))
  return customers.filter(({ twin }) => twin === null || !live.has(twin))
}

/** Whom a preview shows is known only after deciding; it is written down before they are shown. */
async function recordSamples(
  databases: Databases,
  samples: readonly PreviewSample[],
  { kind, itemId }: PreviewRequest,
  agent: Looking['agent'],
  now: Date,
): Promise<void> {
  const looking = { agent, at: now.toISOString(), action: 'preview.read' } as const
  const homes = byDatabase(databases, samples, ({ customerKey }) => customerKey)
  await Promise.all(
    [...homes].map(async ([db, those]) => {
      const customerKeys = those.map(({ customerKey }) => customerKey)
      await db.batch(await recordAccess(db, { ...looking, customerKeys, detail: `${kind}/${itemId}` }))
    }),
  )
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
