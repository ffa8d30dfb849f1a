import type { Env } from '../env.ts'
import { liveOf } from '../live/live-of.ts'
import { relocateStrays } from '../services/customers/moved.ts'
import { databasesOf } from '../services/databases.ts'
import { NoPlaybook } from '../services/playbook/current.ts'
import { spreadVersion } from '../services/playbook/spread.ts'
import { computeSegments } from './compute-segments.ts'
import { expireEmergencies } from './expire-emergencies.ts'
import { keepAudit } from './keep-audit.ts'
import { keepBase } from './keep-base.ts'
import { keepFeed } from './keep-feed.ts'
import { keepRetention } from './keep-retention.ts'
import { keepRotation } from './keep-rotation.ts'
import { logFailure } from './log-failure.ts'
import { moveBuckets } from './move-buckets.ts'
import { tellAgain } from './tell-again.ts'

/** What the edge does by itself. One work that fails does not hold up the others, and is tried again in a minute. */
export async function everyMinute(env: Env, now: Date): Promise<void> {
  const [databases, live] = [databasesOf(env), liveOf(env)]
  const { playbook: db } = databases
  const works: [string, () => Promise<void>][] = [
    ['expire emergencies', () => expireEmergencies(db, live, now.toISOString())],
    ['spread version', () => spreadVersion(databases)],
    ['tell again', () => tellAgain(db, live, now)],
    ['keep rotation', () => keepRotation(databases, now.toISOString())],
    ['merges between databases', () => relocateStrays(databases, now.toISOString())],
    ['when events came', () => keepFeed(databases, now)],
    ['base of customers', () => keepBase(databases, now)],
    ['move buckets', () => moveBuckets(databases)],
    ['keep retention', () => keepRetention(databases, now)],
    ['segments from data', () => computeSegments(databases, now).catch(unlessNothingPublished)],
    ['keep audit', () => keepAudit(databases, now)],
  ]
  for (const [name, work] of works) await work().catch((error) => logFailure(name, error))
}

function unlessNothingPublished(error: unknown): void {
  if (!(error instanceof NoPlaybook)) throw error
}
