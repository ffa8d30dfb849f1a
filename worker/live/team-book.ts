import type { SqlStorage } from '@cloudflare/workers-types'
import type { Announcement, NoticeReach, Receipt } from '../contract/live.ts'
import type { Member } from './calls.ts'
import type { History } from './history.ts'

const TABLES = `
  create table if not exists said (version integer primary key, notice text, body text not null);
  create table if not exists agent (
    agent text primary key, team text not null, version integer not null, seen_at text not null);
  create table if not exists told (notice text, agent text, primary key (notice, agent));
  create table if not exists receipt (
    notice text, agent text, kind text, at text not null, primary key (notice, agent, kind));`

/** Who has not been seen for so long has left the team. */
const LEFT = '-30 days'

const REACH = `
  select told.agent, max(at) filter (where kind = 'delivered') delivered,
    max(at) filter (where kind = 'displayed') displayed,
    max(at) filter (where kind = 'acknowledged') acknowledged
  from told left join receipt using (notice, agent) where notice = ? group by told.agent order by told.agent`

type Reached = Omit<NoticeReach['receipts'][number], 'team'>

/** What a team keeps: what it was told, its agents, and what they said of notices. */
export function openTeamBook(sql: SqlStorage) {
  sql.exec(TABLES)
  return {
    history: (): Announcement[] =>
      sql
        .exec<{ body: string }>('select body from said order by version')
        .toArray()
        .map(({ body }) => JSON.parse(body)),

    /** Keeps what is new, and nothing of what is older than the history. */
    keep(fresh: readonly Announcement[], history: History): void {
      for (const one of fresh) {
        const { version, notice } = one
        sql.exec(
          'insert or ignore into said values (?, ?, ?)',
          version,
          notice?.id ?? null,
          JSON.stringify(one),
        )
      }
      const old = sql.exec('delete from said where version < ?', history[0]?.version ?? 0)
      if (!old.rowsWritten) return
      for (const table of ['told', 'receipt'])
        sql.exec(
          `delete from ${table} where notice not in (select notice from said where notice is not null)`,
        )
      sql.exec("delete from agent where seen_at < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)", LEFT)
    },

    see({ agent, team }: Member, version: number, at: Date): void {
      const row = [agent, team, version, at.toISOString()]
      sql.exec('insert or replace into agent values (?, ?, ?, ?)', ...row)
    },

    agents: () =>
      sql
        .exec<{ agent: string; team: string; version: number; seen_at: string }>(
          'select * from agent order by agent',
        )
        .toArray(),

    told(notice: string, agents: readonly string[]): void {
      if (!agents.length) return
      const values = 'select ?, value from json_each(?)'
      sql.exec(`insert or ignore into told ${values}`, notice, JSON.stringify(agents))
    },

    wasTold: (notice: string): Set<string> =>
      new Set(
        sql
          .exec<{ agent: string }>('select agent from told where notice = ?', notice)
          .toArray()
          .map(({ agent }) => agent),
      ),

    acknowledged: (agent: string): Set<string> =>
      new Set(
        sql
          .exec<{ notice: string }>(
            "select notice from receipt where agent = ? and kind = 'acknowledged'",
            agent,
          )
          .toArray()
          .map(({ notice }) => notice),
      ),

    /**
     * The first of a kind counts; one of a notice that nobody here knows any more is not kept. A browser's clock may be
     * wrong: nothing happened before the notice was published, or after now.
     */
    receive(agent: string, { notice, kind, at }: Receipt, now: Date): void {
      const moment = "min(?5, max(?4, body ->> 'publishedAt'))"
      sql.exec(
        `insert or ignore into receipt select ?1, ?2, ?3, ${moment} from said where notice = ?1`,
        ...[notice, agent, kind, new Date(at).toISOString(), now.toISOString()],
      )
    },

    reach: (notice: string): Reached[] =>
      sql.exec<Reached & Record<string, string | null>>(REACH, notice).toArray(),
  }
}
