import type { SqlStorage } from '@cloudflare/workers-types'
import type { Announcement } from '../contract/live.ts'
import type { Said } from './calls.ts'

/** Versions kept: a browser that has an older one may show nothing until it has the new one. */
export const KEPT = 200

const TABLES = `
  create table if not exists said (
    sequence integer primary key, version integer not null unique, body text not null);
  create table if not exists team (name text primary key, told integer not null default 0);`

/** What the Directory keeps: what was said, in the order of its coming, and how far each team has been told. */
export function openBook(sql: SqlStorage) {
  sql.exec(TABLES)
  return {
    /** As what comes next; null where that version was said already, or is too old to be said. */
    next(announcement: Announcement): Said | null {
      const { version } = announcement
      const [row] = sql
        .exec<{ sequence: number; newest: number; known: number }>(
          `select coalesce(max(sequence), 0) + 1 sequence, coalesce(max(version), 0) newest,
            coalesce(max(version = ?), 0) known from said`,
          version,
        )
        .toArray()
      const late = !row || row.known || version <= row.newest - KEPT
      return late ? null : { sequence: row.sequence, announcement }
    },
    keep({ sequence, announcement }: Said): void {
      const body = JSON.stringify(announcement)
      sql.exec('insert or ignore into said values (?, ?, ?)', sequence, announcement.version, body)
      sql.exec('delete from said where version <= (select max(version) from said) - ?', KEPT)
    },
    join(team: string): void {
      sql.exec('insert or ignore into team (name) values (?)', team)
    },
    told(team: string, sequence: number): void {
      sql.exec('update team set told = max(told, ?) where name = ?', sequence, team)
    },
    after(sequence: number): Said[] {
      const rows = sql.exec<{ sequence: number; body: string }>(
        'select sequence, body from said where sequence > ? order by sequence',
        sequence,
      )
      return rows.toArray().map(({ sequence, body }) => ({ sequence, announcement: JSON.parse(body) }))
    },
    teams: () => sql.exec<{ name: string; told: number }>('select * from team order by name').toArray(),
    behind: () =>
      sql
        .exec<{ name: string; told: number }>(
          'select name, told from team where told < (select max(sequence) from said)',
        )
        .toArray(),
  }
}
