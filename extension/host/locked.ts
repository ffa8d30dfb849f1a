/** What lies over everything of this frame while home office is locked. */
export interface LockOver {
  /** To the top again. */
  raise(): void
}

/** Scripts of ours in one frame share their world, and no page sees into it. */
const world = globalThis as { finelineLock?: LockOver | undefined }

export const lockOver = (): LockOver | undefined => world.finelineLock

export function setLock(lock: LockOver | undefined): void {
  world.finelineLock = lock
}
