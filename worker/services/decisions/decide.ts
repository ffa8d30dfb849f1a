import type { DecisionResponse } from '../../contract/decision.ts'
import { agentWindow, LONGEST_WINDOW } from '../../decision/caps.ts'
import { decide } from '../../decision/decide.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { companionsTogether } from '../facts/companions.ts'
import { freshFacts } from '../facts/fresh.ts'
import { keptOf } from '../facts/kept.ts'
import { madeUpAmong } from '../facts/made-up.ts'
import { currentVersion, lastPlaybook, type Published, withContent } from '../playbook/current.ts'
import { oneKey } from '../rotations/aliases.ts'
import { lastSplit } from './moves.ts'
import { type Asking, answersOfAgent, readFor } from './read.ts'

/**
 * Decides for up to 100 customers with the current playbook, from one D1 batch in each database that holds some of them,
 * which also writes who asked for whom. While keys are being changed a customer is the same under either.
 * @param keys may repeat; answers stand in the order asked, each under the key asked for
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function decideFor(
  databases: Databases,
  keys: string[],
  asking: Asking,
): Promise<DecisionResponse> {
  const { agent, contact, now } = asking
  const last = lastPlaybook()
  const window = last ? agentWindow(last) : LONGEST_WINDOW
  const { heads, customers, answers, own, pairs, refusals, moves } = await readFor(
    databases,
    keys,
    asking,
    window,
  )
  const { playbook } = databases
  const { version, publishedAt, compiled } = await withContent(
    playbook,
    latest(heads) ?? (await publishedIn(playbook)),
  )
  const needed = agentWindow(compiled.playbook)
  const agents = needed > window ? await answersOfAgent(databases, asking, needed) : own
  const one = oneKey(pairs)
  const byKey = Map.groupBy(customers, ({ key }) => one(key))
  const refusedAt = new Map(refusals.map(({ customerKey, at }) => [one(customerKey), at]))
  const decisions = keys.map((askedKey) => {
    const customerKey = one(askedKey)
    const moved = moves.filter(({ key }) => one(key) === customerKey)
    const to = moved.find((move) => move.to !== null)?.to
    if (to) return { customerKey: askedKey, status: 'moved' as const, to }
    const known = companionsTogether(byKey.get(customerKey) ?? [])
    if (!known) return { customerKey: askedKey, status: 'unknown-customer' as const }
    const kept = keptOf({ ...known, splitAt: lastSplit(moved) }, now.toISOString())
    const synthetic = madeUpAmong(kept.facts, kept.lineage, known.segments)
    const given = answers
      .map((each) => ({ ...each, customerKey: one(each.customerKey) }))
      .filter((each) => each.customerKey === customerKey)
    const decision = decide(compiled, {
      customerKey,
      version,
      publishedAt,
      askedAt: now.toISOString(),
      agent,
      contact,
      ...freshFacts(kept, compiled.playbook.catalogue),
      synthetic,
      factsAsOf: known.factsAsOf,
      asOf: kept.asOf,
      historical: known.asOf !== null,
      currency: known.currency,
      refusedAt: refusedAt.get(customerKey),
      outcomes: withOthers(given, agents),
    })
    return { ...decision, customerKey: askedKey }
  })
  return { playbookVersion: version, decisions }
}

/** A database may not have heard of the newest version yet. */
const latest = (heads: readonly Published[]) => heads.toSorted((a, b) => b.version - a.version)[0]

async function publishedIn(playbook: Database): Promise<Published | undefined> {
  const [[published]] = await playbook.batch([currentVersion(playbook)])
  return published
}

/** What was done with one customer, and what the agent did with others. */
function withOthers<Given extends { id: string }, Own extends { id: string }>(
  given: readonly Given[],
  own: readonly Own[],
): (Given | Own)[] {
  const ids = new Set(given.map(({ id }) => id))
  return [...given, ...own.filter(({ id }) => !ids.has(id))]
}
