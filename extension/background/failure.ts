import type { EdgeDoubt, Unchecked } from '../messages.ts'

/** Why the edge gave no answer: each has its own words for the agent. */
export type FailureKind = Extract<
  Unchecked,
  'no-policy' | 'wrong-policy' | 'signed-out' | 'unreachable' | 'refused' | 'no-playbook'
>

export class Failure extends Error {
  readonly kind: FailureKind
  constructor(kind: FailureKind, cause?: unknown) {
    super(kind, { cause })
    this.kind = kind
  }
}

/** True where the edge knows who asks and says that their role may not. */
export const isForbidden = (error: unknown): boolean => error instanceof Failure && error.cause === 403

/** Why the edge could not be asked, where it does not matter whether it has a playbook. */
export function edgeDoubt(error: unknown): EdgeDoubt {
  const kind = failureKind(error)
  if (kind === 'wrong-policy') return 'no-policy'
  return kind === 'no-playbook' ? 'unreachable' : kind
}

/** What went wrong, as one of the kinds; anything unforeseen counts as not reached. */
export function failureKind(error: unknown): FailureKind {
  return error instanceof Failure ? error.kind : 'unreachable'
}
