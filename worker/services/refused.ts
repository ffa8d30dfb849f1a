import type * as z from 'zod'
import type { Text } from '../contract/text.ts'

/** Why what was asked cannot be done, though the request is well made. */
export type RefusedReason =
  | 'own-change'
  | 'not-in-this-state'
  | 'changed-meanwhile'
  | 'change-open'
  | 'base-moved'
  | 'same-content'
  | 'no-such-change'
  | 'no-such-version'
  | 'no-such-team'
  | 'content-refused'
  | 'not-withdrawable'
  | 'held'
  | 'no-such-record'
  | 'second-person-needed'
  | 'other-customer'
  | 'names-customer'
  | 'retention-refused'
  | 'rotation-refused'
  | 'no-such-dataset'
  | 'no-such-load'
  | 'load-over'
  | 'load-folding'
  | 'counts-differ'
  | 'fewer-rows'
  | 'batch-differs'
  | 'batch-overtaken'
  | 'no-such-run'
  | 'run-under-way'
  | 'no-such-customer'
  | 'customer-moved'
  | 'page-refused'

/** Nothing was changed. `detail` says what is particular to this case; issues say where in the body. */
export class Refused extends Error {
  override name = 'Refused'
  readonly reason: RefusedReason
  readonly detail: Text
  readonly issues: readonly z.core.$ZodIssue[] | undefined

  constructor(reason: RefusedReason, detail: Text, issues?: readonly z.core.$ZodIssue[]) {
    super(detail.en)
    this.reason = reason
    this.detail = detail
    this.issues = issues
  }
}
