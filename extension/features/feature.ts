import type { Frame } from '../host/frame.ts'

/** One thing an agent sees on the page. The id is the folder's name; abort is its teardown. */
export interface Feature {
  readonly id: string
  mount(frame: Frame, signal: AbortSignal): void
}
