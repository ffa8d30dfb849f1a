import { DurableObject } from 'cloudflare:workers'
import type { Announcement, PushReport } from '../contract/live.ts'
import type { Env } from '../env.ts'
import type { DirectoryCalls, Said } from './calls.ts'
import { openBook } from './directory-book.ts'
import { merge } from './merge-reports.ts'

/** Between tries to tell a team that failed: doubled from the first to the last. Milliseconds. */
const FIRST_WAIT = 1000
const LAST_WAIT = 60_000
/** For so long one report serves all who ask. Milliseconds. */
const FRESH = 1000
/** Notices whose reach is reported. */
const REPORTED = 10

/** The one object above the teams: keeps what was announced and sees to it that every team has it. */
export class Directory extends DurableObject<Env> implements DirectoryCalls {
  readonly #book = openBook(this.ctx.storage.sql)
  #wait = FIRST_WAIT
  #report: { at: number; made: Promise<PushReport> } | null = null

  async announce(announcement: Announcement): Promise<void> {
    this.#book.keep(announcement)
    if (!this.#book.behind().length) return
    this.#wait = FIRST_WAIT
    // Set first: should this object end in the middle, the rest is told then.
    await this.ctx.storage.setAlarm(Date.now() + this.#wait)
    this.ctx.waitUntil(this.#tellAll())
  }

  async join(team: string): Promise<Said[]> {
    this.#book.join(team)
    return this.#book.after(0)
  }

  report(): Promise<PushReport> {
    if (!this.#report || Date.now() - this.#report.at >= FRESH) {
      this.#report = { at: Date.now(), made: this.#gather() }
    }
    return this.#report.made
  }

  async alarm(): Promise<void> {
    await this.#tellAll()
    if (!this.#book.behind().length) return
    this.#wait = Math.min(LAST_WAIT, this.#wait * 2)
    await this.ctx.storage.setAlarm(Date.now() + this.#wait)
  }

  async #tellAll(): Promise<void> {
    await Promise.all(this.#book.behind().map(({ name, told }) => this.#tell(name, told)))
  }

  /** A team that fails is told by the alarm. */
  async #tell(name: string, told: number): Promise<void> {
    const said = this.#book.after(told)
    try {
      await this.env.TEAM.getByName(name).tell(said)
      this.#book.told(name, said.at(-1)?.sequence ?? told)
    } catch (error) {
      console.warn('team not told', error instanceof Error ? error.name : '')
    }
  }

  async #gather(): Promise<PushReport> {
    const announcements = this.#book.after(0).map(({ announcement }) => announcement)
    const notices = announcements.flatMap(({ notice }) => notice ?? []).slice(-REPORTED)
    const ids = notices.map(({ id }) => id)
    const teams = this.#book.teams().map((name) => this.env.TEAM.getByName(name).report(ids))
    const version = Math.max(0, ...announcements.map((one) => one.version))
    return merge(version, notices, await Promise.all(teams))
  }
}
