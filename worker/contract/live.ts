import * as z from 'zod'
import { Role } from './context.ts'
import { ItemRef } from './item.ts'
import { Text } from './text.ts'

/** Whom a notice is for; absent: all. Shifts are hours in the bank's time zone (`from`, `until` as HH:MM). */
export const Audience = z.object({
  teams: z.array(z.string()).optional(),
  roles: z.array(Role).optional(),
  shifts: z.array(z.object({ from: z.string(), until: z.string() })).optional(),
})
export type Audience = z.infer<typeof Audience>

/** What agents are told with a new playbook; the id is that of the change. */
export const Notice = z.object({
  id: z.uuid(),
  version: z.number().int().positive(),
  ...ItemRef.shape,
  urgent: z.boolean(),
  text: Text,
  audience: Audience,
  /** After this it is told to nobody. */
  until: z.iso.datetime().nullable(),
})
export type Notice = z.infer<typeof Notice>

/** A new playbook in force. `gone`: what it took away from the one before, to be shown nowhere from now on. */
export const Announcement = z.object({
  version: z.number().int().positive(),
  digest: z.string(),
  publishedAt: z.iso.datetime(),
  timeZone: z.string(),
  gone: z.array(ItemRef),
  notice: Notice.nullable(),
  /** Notices that hold no more. */
  over: z.array(z.uuid()),
})
export type Announcement = z.infer<typeof Announcement>

/** Opens one socket within half a minute, once. */
export const LiveTicket = z.object({ ticket: z.string() })

/** `delivered`: the browser has the playbook; `displayed`: the agent could see the notice; `acknowledged`: said so. */
export const ReceiptKind = z.enum(['delivered', 'displayed', 'acknowledged'])
export type ReceiptKind = z.infer<typeof ReceiptKind>

/** About a notice. The id is made once. */
export const Receipt = z.object({
  id: z.uuid(),
  notice: z.uuid(),
  kind: ReceiptKind,
  at: z.iso.datetime(),
})
export type Receipt = z.infer<typeof Receipt>

/** From the edge to a browser. */
export const ToBrowser = z.discriminatedUnion('type', [
  /**
   * The playbook in force. `gone`: what was taken away since the version the browser said it has; null where that is so
   * long ago that nothing it has may be shown.
   */
  z.object({
    type: z.literal('playbook'),
    version: z.number().int().positive(),
    digest: z.string(),
    publishedAt: z.iso.datetime(),
    gone: z.array(ItemRef).nullable(),
  }),
  /** For this agent and not acknowledged yet. */
  z.object({ type: z.literal('notice'), notice: Notice }),
  z.object({ type: z.literal('over'), notices: z.array(z.uuid()) }),
  /** The edge has these receipts. */
  z.object({ type: z.literal('taken'), receipts: z.array(z.uuid()) }),
])
export type ToBrowser = z.infer<typeof ToBrowser>

/** From a browser to the edge; besides, the text `ping` is answered by `pong` without waking anybody. */
export const FromBrowser = z.discriminatedUnion('type', [
  /** The playbook it decides with from now on; 0: none. */
  z.object({ type: z.literal('have'), version: z.number().int().nonnegative() }),
  z.object({ type: z.literal('receipts'), receipts: z.array(Receipt).min(1).max(100) }),
])
export type FromBrowser = z.infer<typeof FromBrowser>

/** How one agent stands. */
export const AgentState = z.object({
  agent: z.string(),
  team: z.string(),
  online: z.boolean(),
  /** The playbook their browser last said it has. */
  version: z.number().int().nonnegative(),
  seenAt: z.iso.datetime(),
})
export type AgentState = z.infer<typeof AgentState>

/** How far a notice has come; `audience` counts agents it is for that were online since. */
export const NoticeReach = z.object({
  notice: Notice,
  audience: z.number().int(),
  delivered: z.number().int(),
  displayed: z.number().int(),
  acknowledged: z.number().int(),
  receipts: z.array(
    z.object({
      agent: z.string(),
      team: z.string(),
      delivered: z.iso.datetime().nullable(),
      displayed: z.iso.datetime().nullable(),
      acknowledged: z.iso.datetime().nullable(),
    }),
  ),
})
export type NoticeReach = z.infer<typeof NoticeReach>

/** What is in force and who has it. */
export const PushReport = z.object({
  version: z.number().int().nonnegative(),
  online: z.number().int(),
  current: z.number().int(),
  agents: z.array(AgentState),
  notices: z.array(NoticeReach),
  /** Teams that did not answer: their browsers are missing above. */
  unasked: z.array(z.string()),
})
export type PushReport = z.infer<typeof PushReport>
