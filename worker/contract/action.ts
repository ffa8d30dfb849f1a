import * as z from 'zod'

/** Kinds of action that a CRM's controls do and checks speak of. */
export const ActionKind = z.enum(['order', 'assessment', 'call', 'collection-call', 'remark', 'other'])
export type ActionKind = z.infer<typeof ActionKind>
