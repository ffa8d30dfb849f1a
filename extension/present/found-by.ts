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
export const mayBeAnother = ({ role }: FoundBy): boolean => role !== 'owner'

/** Such as "Found by card number: joint holder. It may be somebody else who is speaking: ask first." */
export function foundByText({ foundBy, marks }: Texts, found: FoundBy): string {
  const line = foundBy.line(foundBy.kinds[found.kind], foundBy.roles[found.role]) + marks.end
  return mayBeAnother(found) ? line + marks.gap + foundBy.another : line
}

/** What follows the segment on a badge; empty where the number is the customer's alone. */
export const foundByAside = ({ foundBy, marks }: Texts, found: FoundBy): string =>
  mayBeAnother(found) ? marks.aside(foundBy.roles[found.role]) : ''

/** A warning for each number of which another may be at hand. */
export function foundByStrips({ texts }: Show, all: readonly FoundBy[]): DecidedView['strips'] {
  const lines = new Set(all.filter(mayBeAnother).map((found) => foundByText(texts, found)))
  return [...lines].map((text) => ({ tone: 'warn', text }))
}

/** By which numbers of theirs alone the customer was found, after what is said of the customer on screen. */
export function foundByOwn({ texts }: Show, all: readonly FoundBy[]): string {
  const { foundBy, marks } = texts
  const lines = new Set(
    all.filter((found) => !mayBeAnother(found)).map(({ kind }) => foundBy.own(foundBy.kinds[kind])),
  )
  return [...lines].map((line) => marks.and + line).join('')
}
