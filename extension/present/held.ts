import { ASSETS_TOTAL, assetsTotal, holdingAmount } from './assets.ts'
import { isMasked } from './masked.ts'
import type { Known, Show } from './show.ts'
import { valueText } from './values.ts'

/** What is held, in full; null where nothing of that name is masked. */
export function heldText(show: Show, known: Known, name: string): string | null {
  if (name === ASSETS_TOTAL) return assetsTotal(show, known)
  const holding = holdingAmount(show, known, name)
  if (holding !== null) return holding
  const attribute = show.compiled.playbook.catalogue.find((one) => one.name === name)
  const value = known.facts[name]
  return attribute && isMasked(attribute, value) ? valueText(show, known, attribute, value, 'plain') : null
}
