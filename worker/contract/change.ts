import * as z from 'zod'
import { ItemId, ItemKind, ItemRef } from './item.ts'
import { Text } from './text.ts'

/**
 * `draft` is being written, `submitted` waits for a second person, `published` stands in a playbook, `provisional` was
 * pushed as an emergency and waits for two approvers, `expired` was such a one and has withdrawn itself.
 */
export const ChangeState = z.enum(['draft', 'submitted', 'published', 'provisional', 'expired', 'discarded'])
export type ChangeState = z.infer<typeof ChangeState>

/** States in which an item can have no second change. */
export const OPEN_STATES = ['draft', 'submitted', 'provisional'] as const satisfies readonly ChangeState[]

/** What agents are told when the change is published. Urgent: at once, to be acknowledged; else at a natural pause. */
export const ChangeNotice = z.strictObject({ urgent: z.boolean(), text: Text })
export type ChangeNotice = z.infer<typeof ChangeNotice>

const DEPTH = 64

/** Counts levels before anything walks down them: a text of brackets alone would exhaust the stack. */
const within = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' || value === null
    ? value !== undefined
    : levels > 0 && Object.values(value).every((one) => within(one, levels - 1))

/** What a person writes. The content may be incomplete until it is submitted; null takes the item out of the playbook. */
export const ChangeText = z.strictObject({
  content: z.unknown().refine((value) => within(value, DEPTH), `must be JSON of at most ${DEPTH} levels`),
  /** The playbook the writer had before them. */
  baseVersion: z.number().int().positive(),
  notice: ChangeNotice.nullable().default(null),
  /** Why, for the approver. */
  note: z.string().max(500).default(''),
})
export type ChangeText = z.infer<typeof ChangeText>

/** The id is made by the writer, so that a second try is not a second draft. */
export const NewChange = ChangeText.extend({ id: z.uuid(), kind: ItemKind, itemId: ItemId })
export type NewChange = z.infer<typeof NewChange>

/** The revision that the writer had before them: another one means that somebody else was quicker. */
const Seen = z.strictObject({ revision: z.number().int().positive() })

export const ChangeEdit = ChangeText.extend(Seen.shape)
export type ChangeEdit = z.infer<typeof ChangeEdit>

/** Submit, take back, approve, confirm, discard. */
export const ChangeMove = Seen
export type ChangeMove = z.infer<typeof ChangeMove>

/** Return to the writer, declare an emergency. */
export const ReasonedMove = Seen.extend({ comment: z.string().trim().min(4).max(500) })
export type ReasonedMove = z.infer<typeof ReasonedMove>

export const ChangeAction = z.enum([
  'create',
  'edit',
  'submit',
  'take-back',
  'return',
  'discard',
  'approve',
  'declare',
  'confirm',
  'expire',
])
export type ChangeAction = z.infer<typeof ChangeAction>

/** One step of a change's life. `by` is the subject of the token; null: the edge itself. */
export const ChangeStep = z.object({
  revision: z.number().int().positive(),
  action: ChangeAction,
  by: z.string().nullable(),
  at: z.iso.datetime(),
  comment: z.string().nullable(),
})
export type ChangeStep = z.infer<typeof ChangeStep>

export const Change = z.object({
  id: z.uuid(),
  ...ItemRef.shape,
  ...ChangeText.shape,
  state: ChangeState,
  /** Grows by one with every step. */
  revision: z.number().int().positive(),
  /** Everybody who wrote at it, submitted or declared it: none of them can approve. */
  editors: z.array(z.string()),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  /** The playbook it went into. */
  playbookVersion: z.number().int().positive().nullable(),
  /** Of an emergency: by then two approvers must have confirmed. */
  confirmBy: z.iso.datetime().nullable(),
  confirmedBy: z.array(z.string()),
})
export type Change = z.infer<typeof Change>

export const ChangeHistory = Change.extend({ steps: z.array(ChangeStep) })
export type ChangeHistory = z.infer<typeof ChangeHistory>

/** `open`: those that an item can have one of. */
export const ChangeQuery = z.object({ state: z.enum(['open', 'all']).default('open') })

export const ChangeList = z.object({ changes: z.array(Change) })

/** Takes a live tip or script off every screen; nothing else may go without a second person. */
export const Withdrawal = z.strictObject({
  kind: z.enum(['tip', 'script']),
  itemId: ItemId,
  /** The playbook the person had before them. */
  version: z.number().int().positive(),
  comment: z.string().trim().min(4).max(500),
})
export type Withdrawal = z.infer<typeof Withdrawal>

/** Goes back to the content of an earlier version, as a new one. */
export const Rollback = z.strictObject({
  /** The version in force that the person had before them. */
  version: z.number().int().positive(),
  comment: z.string().trim().min(4).max(500),
})
export type Rollback = z.infer<typeof Rollback>

/** The version that a withdrawal or a rollback has brought into force. */
export const Published = z.object({ version: z.number().int().positive() })

/** Why a version came to be. */
export const VersionCause = z.discriminatedUnion('type', [
  z.object({ type: z.literal('import') }),
  z.object({
    type: z.enum(['approve', 'declare', 'expire']),
    changeId: z.uuid(),
    ...ItemRef.shape,
  }),
  z.object({ type: z.literal('withdraw'), ...ItemRef.shape, comment: z.string() }),
  z.object({ type: z.literal('rollback'), to: z.number().int().positive(), comment: z.string() }),
])
export type VersionCause = z.infer<typeof VersionCause>

export const PlaybookVersion = z.object({
  version: z.number().int().positive(),
  digest: z.string(),
  publishedAt: z.iso.datetime(),
  /** Subject of the token; null: the edge itself, or an import. */
  publishedBy: z.string().nullable(),
  cause: VersionCause,
})
export type PlaybookVersion = z.infer<typeof PlaybookVersion>

export const PlaybookVersionList = z.object({ versions: z.array(PlaybookVersion) })
