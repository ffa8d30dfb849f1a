import type { Announcement } from '../../contract/live.ts'
import type { Playbook } from '../../contract/playbook.ts'
import type { Published } from './current.ts'
import { differencesOf } from './differences.ts'
import { noticeOf, type Told } from './notice.ts'

/**
 * What browsers are told of a version; the same every time it is told.
 * @param told the change it came from, where that comes with a word to agents
 * @param over changes whose words hold no more
 */
export function announcementOf(
  { version, digest, publishedAt }: Published,
  [before, after]: readonly [Playbook, Playbook],
  told: Told | null,
  over: string[],
): Announcement {
  return {
    version,
    digest,
    publishedAt,
    timeZone: after.timeZone,
    gone: differencesOf(before, after).gone,
    notice: told && noticeOf(told, version, before, after),
    over,
  }
}
