import { inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { playbook } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'
import { textOf } from './current.ts'

export interface ScriptSubjects {
  steps: ReadonlySet<string>
  /** Of them those that concern every customer. */
  always: ReadonlySet<string>
  /** What tells one wording from another. */
  text: string
}

/** What outcomes and counts may speak of under one version, by id. */
export interface Subjects {
  tips: ReadonlySet<string>
  /** With the reasons that an override may give; null where there is no override. */
  checks: ReadonlyMap<string, ReadonlySet<string> | null>
  steps: ReadonlySet<string>
  segments: ReadonlySet<string>
  scripts: ReadonlyMap<string, ScriptSubjects>
  dismissReasons: ReadonlySet<string>
  /** Screens by adapter. */
  adapters: ReadonlyMap<string, ReadonlySet<string>>
}

const Step = z.looseObject({ id: z.string(), applies: z.unknown().optional() })
const Ids = z.array(z.object({ id: z.string() }))

/** Read loosely: an old version was published under the contract of its own day. */
const Stored = z.object({
  playbook: z.object({
    tips: Ids,
    checks: z.array(z.object({ id: z.string(), overrideReasons: Ids.optional() })),
    contactSteps: Ids.default([]),
    segments: Ids.default([]),
    scripts: z.array(z.looseObject({ id: z.string(), steps: z.array(Step) })).default([]),
    dismissReasons: Ids,
    adapters: z.array(z.object({ id: z.string(), screens: Ids })).default([]),
  }),
})

/** Versions kept in the isolate: the current one and those that late outcomes still speak of. */
const KEPT = 16
const cached = new Map<number, Subjects>()

/**
 * Subjects by version; a version that never was has none. A published version never changes, so each is read from
 * the database once an isolate.
 * @throws DatabaseUnavailable
 */
export async function subjectsOf(
  db: Database,
  versions: readonly number[],
): Promise<ReadonlyMap<number, Subjects>> {
  const found = new Map([...cached].filter(([version]) => versions.includes(version)))
  const wanted = [...new Set(versions)].filter((version) => !found.has(version))
  if (wanted.length === 0) return found
  const among = sql`(select value from json_each(${JSON.stringify(wanted)}))`
  const [rows] = await db.batch([db.select().from(playbook).where(inArray(playbook.version, among))])
  for (const published of rows) {
    const subjects = read(await textOf(db, published))
    found.set(published.version, subjects)
    keep(published.version, subjects)
  }
  return found
}

function read(text: string): Subjects {
  const { tips, checks, contactSteps, segments, scripts, dismissReasons, adapters } = Stored.parse(
    JSON.parse(text),
  ).playbook
  return {
    tips: ids(tips),
    checks: new Map(checks.map((one) => [one.id, one.overrideReasons ? ids(one.overrideReasons) : null])),
    steps: ids(contactSteps),
    segments: ids(segments),
    scripts: new Map(scripts.map((one) => [one.id, scriptSubjects(one.steps, JSON.stringify(one))])),
    dismissReasons: ids(dismissReasons),
    adapters: new Map(adapters.map(({ id, screens }) => [id, ids(screens)])),
  }
}

const scriptSubjects = (steps: readonly z.infer<typeof Step>[], text: string): ScriptSubjects => ({
  steps: ids(steps),
  always: ids(steps.filter(({ applies }) => applies === undefined)),
  text,
})

const ids = (all: readonly { id: string }[]) => new Set(all.map(({ id }) => id))

function keep(version: number, subjects: Subjects): void {
  cached.set(version, subjects)
  const [oldest] = cached.keys()
  if (cached.size > KEPT && oldest !== undefined) cached.delete(oldest)
}
