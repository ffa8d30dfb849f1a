import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import type { Texts } from '../texts/index.ts'
import type { DecidedView } from '../views.ts'
import type { Show } from './show.ts'

/** By which number a customer was found who is not named by their own, and what they are to it. */
export interface FoundBy {
  kind: IdentifierKind
  role: LinkRole
}

/** Of a number that is not simply theirs, another may be at hand. */
const mayBeAnother = ({ role }: FoundBy): boolean => role !== 'owner'

/** Such as "Found by card number: joint holder. It may be somebody else who is speaking: ask first." */
export function foundByText({ foundBy, marks }: Texts, found: FoundBy): string {
  const line = foundBy.line(foundBy.kinds[found.kind], foundBy.roles[found.role]) + marks.end
  return mayBeAnother(found) ? line + marks.gap + foundBy.another : line
}

/** What follows the segment on a badge; empty where the number is the customer's alone. */
export const foundByAside = ({ foundBy, marks }: Texts, found: FoundBy): string =>
  mayBeAnother(found) ? marks.aside(foundBy.roles[found.role]) : ''

/** A line for each way in which the customer was found. */
export function foundByStrips({ texts }: Show, all: readonly FoundBy[]): DecidedView['strips'] {
  const lines = new Map(all.map((found) => [foundByText(texts, found), found]))
  return [...lines].map(([text, found]) => ({ tone: mayBeAnother(found) ? 'warn' : 'none', text }))
}
