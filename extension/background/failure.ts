import type { EdgeDoubt, Unchecked } from '../messages.ts'

/** Why the edge gave no answer: each has its own words for the agent. */
export type FailureKind = Extract<
  Unchecked,
  'no-policy' | 'wrong-policy' | 'signed-out' | 'unreachable' | 'busy' | 'refused' | 'no-playbook'
>

export class Failure extends Error {
  readonly kind: FailureKind
  /** For so long there is no use in asking again. Milliseconds. */
  readonly wait: number
  constructor(kind: FailureKind, cause?: unknown, wait = 0) {
    super(kind, { cause })
    this.kind = kind
    this.wait = wait
  }
}

/** True where the edge knows who asks and says that their role may not. */
export const isForbidden = (error: unknown): boolean => error instanceof Failure && error.cause === 403

/** Statuses by which the edge says that what it was sent is at fault, whoever sends it and whenever. */
const AT_FAULT: readonly unknown[] = [400, 413, 422]

/** True where sending the same again is of no use. Who may not, or a proxy that answers in the edge's place, is not that. */
export const isAtFault = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'refused' && AT_FAULT.includes(error.cause)

/** Why the edge could not be asked, where it does not matter whether it has a playbook. */
export function edgeDoubt(error: unknown): EdgeDoubt {
  const kind = failureKind(error)
  if (kind === 'wrong-policy') return 'no-policy'
  return kind === 'no-playbook' || kind === 'busy' ? 'unreachable' : kind
}

/** How long to wait at least before the same is tried again. Milliseconds. */
export const waitAfter = (error: unknown): number => (error instanceof Failure ? error.wait : 0)

/** What went wrong, as one of the kinds; anything unforeseen counts as not reached. */
export function failureKind(error: unknown): FailureKind {
  return error instanceof Failure ? error.kind : 'unreachable'
}
