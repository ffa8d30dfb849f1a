import type { D1Database } from '@cloudflare/workers-types'
import * as z from 'zod'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { approve, openDesk, submit } from '../../stand/desk.ts'
import type { Identity } from '../../stand/identity.ts'
import { signInByHttp } from '../../stand/sign-in.ts'
import type { Place } from './agents.ts'

/** What the Worker's log says of one approval until its announcement. Milliseconds. */
export interface Approval {
  ms: number
  /** Of that, waiting for the database. */
  d1Ms: number
}

const Line = z.object({ route: z.literal('/v1/changes/:id/approve'), ms: z.number(), d1Ms: z.number() })

/** The approval that a line of the log tells of, or null. */
export function approvalIn(line: string): Approval | null {
  return line.startsWith('{') ? (Line.safeParse(JSON.parse(line)).data ?? null) : null
}

/** Supervisor and approver at work. */
export interface Push {
  place: Place
  /** Approvals that came to an end, as the Worker's log tells them. */
  approvals: Approval[]
  /** In force. */
  version(): number
  /** Writes and submits a change of a tip; what it gives back approves that, and answers the version it made. */
  prepare(): Promise<() => Promise<number>>
}

/** Puts the shipped playbook into the database; every push changes the share of its first tip's control group. */
export async function openPush(
  db: D1Database,
  place: Place & Identity,
  approvals: Approval[],
): Promise<Push> {
  const playbook = assemblePlaybook()
  let { version } = await publish(openDatabase(db as unknown as Binding), playbook, new Date().toISOString())
  const [tip] = playbook.tips
  if (!tip) throw new Error('the shipped playbook has no tip')
  return {
    place,
    approvals,
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
