import { Role } from '../../../contract/context.ts'
import { SEGMENT_ATTRIBUTE, VULNERABLE } from '../../../contract/segmentation.ts'
import type { CompiledPlaybook } from '../../../decision/compile.ts'
import { decide } from '../../../decision/decide.ts'
import { companionsTogether } from '../../facts/companions.ts'
import { freshFacts } from '../../facts/fresh.ts'
import { keptOf } from '../../facts/kept.ts'
import { stretchOver } from '../../over-customers.ts'
import { outdatedAt } from '../outdated.ts'
import { resultOf, withResult } from '../row.ts'
import { type MovedRow, movedAfter } from '../sql/members.ts'
import { type RunRow, runOf } from '../sql/runs.ts'
import type { StepContext, Work } from './step.ts'

/** Customers of one step: each is decided twice. */
const MOVED = 500

/**
 * What agents would see otherwise: decides for those whose group would change, with the groups of now and of the run. It
 * assumes an incoming call to an agent of every role and team, and nothing answered before. Where no rule of the playbook
 * asks for the group, nothing can change.
 */
export const effect: Work = async (context) => {
  const { databases, row, compiled, version } = context
  const result = resultOf(row)
  const known = result.effect ?? { version, customers: 0, headline: 0, tips: 0 }
  if (!asksFor(compiled, row)) return done(row, { ...known, customers: row.total })
  const { id, model, startedAt } = row
  const live = result.drift?.against ?? 0
  const [[before]] = await databases.playbook.batch([runOf(databases.playbook, live)])
  const outdated = outdatedAt(before, compiled.playbook.catalogue, Date.parse(startedAt))
  const run = { id, model, startedAt, live, outdated }
  const { rows: customers, more } = await stretchOver(databases, MOVED, async (db, most) => {
    const [rows] = await db.batch([movedAfter(db, run, { loads: row.loads, after: row.cursor, most })])
    const byKey = Map.groupBy(rows, ({ key }) => key)
    return [...byKey.values()].flatMap((some) => companionsTogether(some) ?? [])
  })
  const changes = customers.map((one) => changed(context, one))
  const counted = {
    version,
    customers: known.customers + customers.length,
    headline: known.headline + changes.filter(({ headline }) => headline).length,
    tips: known.tips + changes.filter(({ tips }) => tips).length,
  }
  if (!more) return done(row, counted)
  const cursor = customers.at(-1)?.key ?? ''
  return { row: { ...withResult(row, { effect: counted }), cursor, done: counted.customers } }
}

const done = (row: RunRow, counted: NonNullable<ReturnType<typeof resultOf>['effect']>) => ({
  row: { ...withResult(row, { effect: counted }), phase: 'done' as const, done: row.total },
})

/** Whether any rule names what this model fills in. */
function asksFor({ playbook }: CompiledPlaybook, { model }: RunRow): boolean {
  const names = [SEGMENT_ATTRIBUTE[model], ...(model === 'life-cycle' ? [VULNERABLE] : [])]
  const text = JSON.stringify([playbook.segments, playbook.tips, playbook.checks])
  return names.some((name) => new RegExp(`customer\\.${name}\\b`).test(text))
}

function changed({ compiled, version, row }: StepContext, one: MovedRow) {
  const [now, then] = [one.segments, one.then].map((segments) =>
    decide(compiled, {
      ...{ customerKey: one.key, version, factsAsOf: one.factsAsOf, currency: one.currency, outcomes: [] },
      ...{ publishedAt: row.startedAt, askedAt: row.startedAt, asOf: one.asOf ?? row.startedAt },
      historical: one.asOf !== null,
      ...freshFacts(keptOf({ ...one, segments }, row.startedAt), compiled.playbook.catalogue),
      agent: { subject: '', roles: Role.options, teams: compiled.playbook.teams.map(({ id }) => id) },
      contact: { channel: 'phone', direction: 'inbound', startedAt: row.startedAt },
    }),
  )
  const tipsOf = (decision = now) => decision?.tips.map(({ id }) => id).join(' ')
  return { headline: now?.segments[0]?.id !== then?.segments[0]?.id, tips: tipsOf(now) !== tipsOf(then) }
}
