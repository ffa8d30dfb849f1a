import type { Announcement } from '../contract/live.ts'

/** The open browsers, as services see them. What is missed here is told again: the versions stand in D1. */
export interface Live {
  announce(announcement: Announcement): Promise<void>
}
