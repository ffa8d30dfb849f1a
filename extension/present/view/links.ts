import { IdentifierKind } from '../../../worker/contract/identity.ts'
import type { LinkCount } from '../../../worker/contract/view.ts'
import type { Show } from '../show.ts'

const sum = (links: readonly LinkCount[]): number => links.reduce((all, { count }) => all + count, 0)

/** Those of one kind, and for how many of them the customer is not simply the owner. */
function kindText({ texts }: Show, kind: IdentifierKind, links: readonly LinkCount[]): string {
  const t = texts.view.links
  const roles = (['joint', 'authorised', 'contact'] as const).flatMap((role) => {
    const count = sum(links.filter((one) => one.role === role))
    return count ? [t[role](count)] : []
  })
  const text = t.kinds[kind](sum(links))
  return roles.length ? text + t.aside(roles.join(texts.marks.list)) : text
}

/** How many of the bank's numbers lead to the customer, by kind; the doubtful ones apart and last. */
export function presentLinks(show: Show, links: readonly LinkCount[]): string {
  const t = show.texts.view.links
  if (!links.length) return t.none
  const certain = links.filter((one) => one.certain)
  const told = IdentifierKind.options.flatMap((kind) => {
    const ofKind = certain.filter((one) => one.kind === kind)
    return ofKind.length ? [kindText(show, kind, ofKind)] : []
  })
  const doubtful = sum(links.filter((one) => !one.certain))
  return [told.join(t.and), doubtful ? t.uncertain(doubtful) : ''].filter(Boolean).join(t.but)
}
