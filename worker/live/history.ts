import type { ItemRef } from '../contract/item.ts'
import type { Announcement, Notice, ToBrowser } from '../contract/live.ts'
import { holds } from './audience.ts'

/** Announcements by version. The last one is in force. */
export type History = readonly Announcement[]

/** Adds what is not known yet, each version in its place; keeps the last `most`. */
export function extend(history: History, more: readonly Announcement[], most: number): Announcement[] {
  const known = new Set(history.map(({ version }) => version))
  const fresh = more.filter(({ version }) => !known.has(version))
  return [...history, ...fresh].toSorted((a, b) => a.version - b.version).slice(-most)
}

/** What was taken away after a version; null where not every version since is known. */
export function goneSince(history: History, have: number): ItemRef[] | null {
  const current = history.at(-1)?.version ?? 0
  if (have >= current) return []
  const since = history.filter(({ version }) => version > have)
  if (have === 0 || since.length < current - have) return null
  const items = since.flatMap(({ gone }) => gone)
  return [...new Map(items.map((item) => [`${item.kind} ${item.itemId}`, item])).values()]
}

/** The playbook in force, for a browser that has another one or none; null where none was announced. */
export function playbookMessage(history: History, have: number): ToBrowser | null {
  const current = history.at(-1)
  if (!current) return null
  const { version, digest, publishedAt } = current
  return { type: 'playbook', version, digest, publishedAt, gone: goneSince(history, have) }
}

/** Notices that hold no more, whoever was away when that was told. */
export const overNotices = (history: History): string[] => [...new Set(history.flatMap(({ over }) => over))]

/** Notices that hold at that moment, oldest first. */
export function openNotices(history: History, now: Date): Notice[] {
  const over = new Set(overNotices(history))
  return history.flatMap(({ notice }) =>
    notice && holds(notice, now) && !over.has(notice.id) ? [notice] : [],
  )
}
