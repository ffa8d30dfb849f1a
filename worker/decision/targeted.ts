import type { CompiledTip } from './compile.ts'

/** Offers, whatever a playbook says of their consent. */
const OFFERS = ['sales', 'retention']

/**
 * True for commercial marketing that is chosen by what is known of the customer, which they may refuse (PIPL, article
 * 24(2)). What serves a contract or matter that the customer has is no marketing; an offer whose rules ask nothing of
 * the customer is the option not aimed at personal characteristics.
 */
export const isTargeted = ({ tip, basis }: Pick<CompiledTip, 'tip' | 'basis'>): boolean =>
  (tip.marketing || OFFERS.includes(tip.category)) && basis.length > 0
