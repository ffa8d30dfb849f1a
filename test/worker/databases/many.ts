import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { inject } from 'vitest'
import { createApp } from '../../../worker/app.ts'
import type { IngestKind, IngestReport } from '../../../worker/contract/ingest.ts'
import type { Env } from '../../../worker/env.ts'
import type { Binding } from '../../../worker/services/database.ts'
import { databasesOf } from '../../../worker/services/databases.ts'
import { digestOf } from '../../../worker/services/playbook/current.ts'
import { ndjson } from '../ingest.ts'

/** Names of four databases of customers. */
export const NAMES = ['CUSTOMERS_1', 'CUSTOMERS_2', 'CUSTOMERS_3', 'CUSTOMERS_4'] as const

export const d1s = NAMES.map((name) => env[name])
for (const d1 of d1s) await applyD1Migrations(d1, inject('migrations'))

/** A deployment with these databases of customers. */
export const deployment = (names: readonly string[] = NAMES): Env => ({
  ...env,
  // A placement is kept by the playbook's binding: each deployment has isolates of its own.
  PLAYBOOK: {
    prepare: (sql: string) => env.PLAYBOOK.prepare(sql),
    batch: env.PLAYBOOK.batch.bind(env.PLAYBOOK),
  },
  CUSTOMER_DATABASES: names.join(' '),
})

/** An edge with isolates of its own. */
export function edgeOf(given: Env) {
  const app = createApp()
  const context = { waitUntil() {}, passThroughOnException() {} }
  const call = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const headers = { authorization: `Bearer ${inject('tokens').agent}`, ...init.headers }
    return app.fetch(
      new Request(`https://edge.example${path}`, { ...init, headers }),
      given,
      context as never,
    )
  }
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', ...headers },
    })
  const send = async (kind: IngestKind, rows: readonly unknown[], id: string, load?: string) => {
    const query = new URLSearchParams({ dataset: 'bank', ...(load && { load }) })
    return call(`/v1/ingest/${kind}?${query}`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/x-ndjson', 'idempotency-key': id },
      body: ndjson(rows),
    })
  }
  return { call, post, send, databases: databasesOf(given) }
}

export const admin = { authorization: `Bearer ${inject('tokens').admin}` }

/** The report of rows that are taken. */
export async function reportOf(answer: Response | Promise<Response>): Promise<IngestReport> {
  const got = await answer
  if (got.status !== 200) throw new Error(`${got.status} ${await got.text()}`)
  return got.json()
}

/** A customer key spread as real ones are. */
export const spreadKey = (n: number): Promise<string> => digestOf(`customer ${n}`)

/** Rows of a query in each of the four. */
export const inEach = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[][]> =>
  Promise.all(
    d1s.map(
      async (d1) =>
        (
          await d1
            .prepare(sql)
            .bind(...values)
            .all<Record<string, unknown>>()
        ).results,
    ),
  )

/** The same of all four together. */
export const inAll = async (sql: string, ...values: unknown[]) => (await inEach(sql, ...values)).flat()

/** The same deployment, with how many batches went to each database. */
export function counted(given: Env): { env: Env; batches: Record<string, number> } {
  const batches: Record<string, number> = {}
  const bindings = given as unknown as Record<string, Binding>
  const count = (name: string): Binding => ({
    prepare: (sql: string) => bindings[name]?.prepare(sql) as never,
    batch: (statements) => {
      batches[name] = (batches[name] ?? 0) + 1
      return bindings[name]?.batch(statements as never) as never
    },
  })
  const names = ['PLAYBOOK', ...NAMES]
  return { env: { ...given, ...Object.fromEntries(names.map((name) => [name, count(name)])) }, batches }
}

/** The same deployment, of which some batches fail: before they do anything, or after all of it, with the answer lost. */
export function killing(given: Env, share: number): Env {
  const fragile = (binding: Binding): Binding => ({
    prepare: (sql: string) => binding.prepare(sql),
    batch: async (statements) => {
      if (Math.random() < share / 2) throw new Error('killed before')
      const results = await binding.batch(statements as never)
      if (Math.random() < share / 2) throw new Error('killed after')
      return results as never
    },
  })
  const names = ['PLAYBOOK', ...NAMES] as const
  const bindings = given as unknown as Record<string, Binding>
  return { ...given, ...Object.fromEntries(names.map((name) => [name, fragile(bindings[name] as Binding)])) }
}
