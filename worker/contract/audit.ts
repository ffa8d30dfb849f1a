import * as z from 'zod'

/**
 * One entry of the audit chain. `hash` is SHA-256 over the other members in this order as a JSON array, `origin` only
 * where it is not empty; `prev` is the hash of the entry before.
 */
export const AuditEntry = z.object({
  sequence: z.number().int().positive(),
  prev: z.string(),
  at: z.iso.datetime(),
  /** Subject of the token; null: the edge itself. */
  actor: z.string().nullable(),
  /** Such as `change.approve`, `change.approve.refused`, `playbook.rollback`. */
  action: z.string(),
  /** What it was done to: `change/<id>`, `playbook/<version>`. */
  subject: z.string(),
  /** Ids, versions and reason codes; nothing of a customer. */
  detail: z.string(),
  /** SHA-256 of what was there before and after; empty where nothing was. */
  before: z.string(),
  after: z.string(),
  /** Network address of the request; empty: the edge itself, or an entry from before this was kept. */
  origin: z.string().default(''),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Name of a database, each of which has a chain of its own; absent: the bank's. */
const DatabaseName = z
  .string()
  .regex(/^[A-Za-z]\w{0,63}$/)
  .optional()

/** Newest first, those before a sequence. */
export const AuditQuery = z.object({
  database: DatabaseName,
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** `databases`: names of all that have a chain, the bank's first. */
export const AuditPage = z.object({ entries: z.array(AuditEntry), databases: z.array(z.string()) })
export type AuditPage = z.infer<typeof AuditPage>

/** What an export is made of: entries, the stretches they are closed in, anchors, and the same of the access log. */
export const AuditPart = z.enum(['segments', 'anchors', 'access-segments', 'entries', 'access'])
export type AuditPart = z.infer<typeof AuditPart>

/** One part, oldest first, after a sequence (segments: after an id; anchors: how many to leave out). */
export const AuditExportQuery = z.object({
  database: DatabaseName,
  part: AuditPart,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
  /** Of entries alone; with any of these the links between them cannot be verified. */
  actor: z.string().max(200).optional(),
  action: z.string().max(64).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
})
export type AuditExportQuery = z.infer<typeof AuditExportQuery>

/** Lines of an export, by `type`; the last line of each page is `next`, which also names the databases there are. */
export const AUDIT_LINES = {
  segments: 'segment',
  anchors: 'anchor',
  'access-segments': 'access-segment',
  entries: 'entry',
  access: 'access',
} as const satisfies Record<AuditPart, string>
