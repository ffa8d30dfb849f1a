import type { ViewDoubt } from '../../messages.ts'
import { Failure, failureKind, isForbidden } from '../failure.ts'

/** What the edge says of a customer by the status alone, where it is asked for events. */
const STATUS: Readonly<Record<string, ViewDoubt>> = { 404: 'unknown-customer', 409: 'moved' }

/** Why the view could not be had, as one of the kinds that the panel has words for. */
export function viewDoubt(error: unknown): ViewDoubt {
  if (isForbidden(error)) return 'forbidden'
  const said = error instanceof Failure ? STATUS[String(error.cause)] : undefined
  if (said) return said
  const kind = failureKind(error)
  return kind === 'signed-out' || kind === 'busy' || kind === 'refused' ? kind : 'unreachable'
}
