import type { IdentifierKind, LinkRole } from '../../worker/contract/identity.ts'
import { drawFor } from './draw.ts'

/** What else than the customer number leads to a customer of the sample. No range of real numbers. */
export type Held = Record<'account' | 'card' | 'phone', string>

/** A way from another number to a customer, before either is hashed. */
export interface SampleLink {
  kind: IdentifierKind
  number: string
  customer: string
  role: LinkRole
  certain: boolean
}

/** Account, card and phone of a customer: always the same ones. */
export function heldBy(customer: string): Held {
  const draw = drawFor('held', customer)
  const digits = (what: string, count: number) =>
    String(draw.whole(what, 0, 10 ** count - 1)).padStart(count, '0')
  return {
    account: `0102${digits('account', 14)}`,
    card: `9900${digits('card', 12)}`,
    phone: `100${digits('phone', 8)}`,
  }
}

/**
 * Most numbers lead to their owner alone. Of every ten customers the third has a joint account with the fourth, the fifth
 * a card on another's account, the seventh a phone that nobody has confirmed, and the ninth is called through a relative.
 */
export function linksOf(customers: readonly string[]): SampleLink[] {
  return customers.flatMap((customer, at) => {
    const { account, card, phone } = heldBy(customer)
    const place = at % 10
    const next = customers[at + 1]
    const joint = place === 2 && next !== undefined
    const link = (kind: IdentifierKind, number: string, role: LinkRole = 'owner', whose = customer) => ({
      ...{ kind, number, role },
      ...{ customer: whose, certain: !(kind === 'phone' && place === 6) },
    })
    return [
      link('account', account, joint ? 'joint' : 'owner'),
      ...(joint ? [link('account', account, 'joint', next)] : []),
      link('card', card, place === 4 ? 'authorised' : 'owner'),
      link('phone', phone, place === 8 ? 'contact' : 'owner'),
    ]
  })
}
