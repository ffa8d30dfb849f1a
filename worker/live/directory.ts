import { DurableObject } from 'cloudflare:workers'
import type { Announcement, PushReport } from '../contract/live.ts'
import type { Env } from '../env.ts'
import type { DirectoryCalls, Said, TeamReport } from './calls.ts'
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
    const said = this.#book.next(announcement)
    const teams = said ? this.#book.teams() : this.#book.behind()
    // Told before it is kept: what is kept first holds calls back until the disk has it. Should this object end between
    // the two, the same announcement comes again within a minute.
    const telling = Promise.all(teams.map((team) => this.#tell(team, said)))
    if (said) this.#book.keep(said)
    this.#wait = FIRST_WAIT
    if (teams.length) await this.ctx.storage.setAlarm(Date.now() + this.#wait)
    this.ctx.waitUntil(telling)
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
    await Promise.all(this.#book.behind().map((team) => this.#tell(team)))
    if (!this.#book.behind().length) return
    this.#wait = Math.min(LAST_WAIT, this.#wait * 2)
    await this.ctx.storage.setAlarm(Date.now() + this.#wait)
  }

  /** A team that fails is told by the alarm. */
  async #tell({ name, told }: { name: string; told: number }, more: Said | null = null): Promise<void> {
    const said = [...this.#book.after(told), ...(more ? [more] : [])]
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
    const names = this.#book.teams().map(({ name }) => name)
    const reports = await Promise.all(names.map((name) => this.#ask(name, ids)))
    const version = Math.max(0, ...announcements.map((one) => one.version))
    const unasked = names.filter((_, at) => reports[at] === null)
    return merge(
      version,
      notices,
      reports.filter((one) => one !== null),
      unasked,
    )
  }

  /** Null where the team does not answer: one that fails hides no other. */
  async #ask(name: string, notices: string[]): Promise<TeamReport | null> {
    try {
      return await this.env.TEAM.getByName(name).report(notices)
    } catch (error) {
      console.warn('team not asked', error instanceof Error ? error.name : '')
      return null
    }
  }
}
