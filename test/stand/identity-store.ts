import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since 1970; null for ever. */
  expires: number | null
}

/**
 * Where the provider keeps sessions, grants and tokens: in memory, and in one JSON file
 * where one is named, so that a restart forgets nobody.
 */
export function identityStore(file: string | undefined): AdapterFactory {
  const entries = new Map<string, Entry>(Object.entries(readEntries(file)))
  const save = () => file && writeFileSync(file, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 })
  return (model) => adapter(model, entries, save)
}

function readEntries(file: string | undefined): Record<string, Entry> {
  if (!file || !existsSync(file)) return {}
  const stored: Record<string, Entry> = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(Object.entries(stored).filter(([, entry]) => isLive(entry)))
}

const isLive = ({ expires }: Entry) => expires === null || expires > Date.now()

function adapter(model: string, entries: Map<string, Entry>, save: () => unknown): Adapter {
  const key = (id: string) => `${model}:${id}`
  const find = async (id: string) => {
    const entry = entries.get(key(id))
    return entry && isLive(entry) ? entry.payload : undefined
  }
  const findBy = async (name: 'uid' | 'userCode', value: string) =>
    [...entries]
      .filter(([id, entry]) => id.startsWith(`${model}:`) && isLive(entry))
      .find(([, { payload }]) => payload[name] === value)?.[1].payload
  const change = (act: () => void) => async () => {
    act()
    save()
  }
  return {
    find,
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (code) => findBy('userCode', code),
    upsert: (id, payload, seconds) =>
      change(() =>
        entries.set(key(id), { payload, expires: seconds ? Date.now() + seconds * 1000 : null }),
      )(),
    destroy: (id) => change(() => entries.delete(key(id)))(),
    consume: (id) =>
      change(() => {
        const entry = entries.get(key(id))
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000)
      })(),
    revokeByGrantId: (grantId) =>
      change(() => {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id)
      })(),
  }
}
