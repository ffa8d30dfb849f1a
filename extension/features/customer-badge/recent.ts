import type { BadgeView } from '../../views.ts'

/** As long as the background takes a decision for known. Milliseconds. */
const FRESH = 60_000
const MOST = 20

/** True where no frame beside this one can be of another mind about the customer. */
const alone = (): boolean => window === window.parent && window.length === 0

/**
 * Badges shown in this document lately, by the number that stood there: coming back to a customer shows theirs in the
 * same moment, until the background has said the same or something newer. In this script's memory alone.
 */
export class RecentBadges {
  readonly #badges = new Map<string, { view: BadgeView; at: number }>()

  keep(number: string, view: BadgeView): void {
    this.#badges.delete(number)
    // Doubt is asked about anew each time.
    if (view.mark !== 'none') this.#badges.set(number, { view, at: performance.now() })
    const [oldest] = this.#badges.keys()
    if (this.#badges.size > MOST && oldest !== undefined) this.#badges.delete(oldest)
  }

  of(number: string): BadgeView | null {
    const kept = alone() ? this.#badges.get(number) : undefined
    return kept && performance.now() - kept.at < FRESH ? kept.view : null
  }

  forget(): void {
    this.#badges.clear()
  }
}
