import type { Member } from './calls.ts'

/** How long a ticket can be used. Milliseconds. */
const LIFE = 30_000

/** Most tickets of one agent at a time; the next takes the place of their oldest. */
const EACH = 10

/** Tickets of one object, in memory: one lost with it costs its browser a second try, and a thousand cost no write. */
export class Tickets {
  readonly #issued = new Map<string, { member: Member; until: number }>()

  /** A secret for one use. */
  issue(member: Member, now: number): string {
    this.#forgetOld(now)
    const own = [...this.#issued].filter(([, issued]) => issued.member.agent === member.agent)
    for (const [secret] of own.slice(0, Math.max(0, own.length - EACH + 1))) this.#issued.delete(secret)
    const secret = crypto.randomUUID()
    this.#issued.set(secret, { member, until: now + LIFE })
    return secret
  }

  /** Once, and only in time. */
  redeem(secret: string, now: number): Member | null {
    const issued = this.#issued.get(secret)
    this.#issued.delete(secret)
    return issued && issued.until > now ? issued.member : null
  }

  /** They stand in the order in which they end. */
  #forgetOld(now: number): void {
    for (const [secret, { until }] of this.#issued) {
      if (until > now) return
      this.#issued.delete(secret)
    }
  }
}
