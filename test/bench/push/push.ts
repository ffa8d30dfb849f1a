import type { D1Database } from '@cloudflare/workers-types'
import { applyMigrations } from '../../../db/local.ts'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { approve, openDesk, submit } from '../../stand/desk.ts'
import type { Identity } from '../../stand/identity.ts'
import { signInByHttp } from '../../stand/sign-in.ts'
import type { Place } from './agents.ts'

/** Supervisor and approver at work. */
export interface Push {
  place: Place
  /** In force. */
  version(): number
  /** Writes and submits a change of a tip; what it gives back approves that, and answers the version it made. */
  prepare(): Promise<() => Promise<number>>
}

/** Puts the shipped playbook into the database; every push changes the share of its first tip's control group. */
export async function openPush(db: D1Database, place: Place & Identity): Promise<Push> {
  await applyMigrations(db)
  const playbook = assemblePlaybook()
  let { version } = await publish(openDatabase(db as unknown as Binding), playbook, new Date().toISOString())
  const [tip] = playbook.tips
  if (!tip) throw new Error('the shipped playbook has no tip')
  return {
    place,
    version: () => version,
    prepare: async () => {
      // Tokens end after ten minutes: each push has its own.
      const desk = await openDesk(place.url, (agent) => signInByHttp(place, { agent }))
      const content = { ...tip, control: version % 2 ? 0.1 : 0.2 }
      const change = await submit(desk, { kind: 'tip', itemId: tip.id, content, baseVersion: version })
      return async () => {
        version = await approve(desk, change)
        return version
      }
    },
  }
}
