import type { Unread } from '../messages.ts'
import { findCustomer, kindOn, unreadOn, writtenOn } from './find-customer.ts'
import type { FrameState } from './frame-state.ts'
import { RETRY } from './inquiry.ts'
import type { Services } from './services.ts'

type Finders = Pick<Services, 'playbooks' | 'keys' | 'identifiers'>

/** What is told of a frame's number. */
interface Heard {
  /** Its hash is made; the edge is being asked. */
  hashed(): void
  /** It is known whom the frame names, or why nobody. */
  found(frame: FrameState): void
}

/** Whom the frames of one tab name. */
export class Findings {
  readonly #services: Finders
  readonly #heard: Heard
  #settled: Promise<unknown> = Promise.resolve()

  constructor(services: Finders, heard: Heard) {
    this.#services = services
    this.#heard = heard
  }

  /** Settles when every number read so far has led somewhere, or nowhere. */
  get settled(): Promise<unknown> {
    return this.#settled
  }

  /** Takes what a frame has read. True where the edge must be asked whom that is: until then nobody is certain. */
  begin(frame: FrameState, unread: Unread | null): boolean {
    const { screen, number } = frame
    if (unread) frame.unread = unreadOn(this.#services, screen, unread)
    if (number) frame.written = writtenOn(this.#services, screen, number)
    return this.#seek(frame)
  }

  /** Those of the frames for which the edge is to be asked again; they name nobody until it has answered. */
  seek(frames: readonly FrameState[]): FrameState[] {
    return frames.filter((frame) => this.#seek(frame))
  }

  /** Finds out whom a frame names; what comes after it said something else is dropped. */
  async find(frame: FrameState): Promise<void> {
    if (!frame.number) return this.#heard.found(frame)
    const { round } = frame
    const hashed = (hash: string) => {
      if (frame.round !== round) return
      frame.hash = hash
      this.#heard.hashed()
    }
    const made = findCustomer(this.#services, frame.screen, frame.number, hashed)
    this.#settled = Promise.allSettled([this.#settled, made])
    const finding = await made
    if (frame.round !== round) return
    frame.take(finding)
    if (finding.key === null && finding.failed) this.#retry(frame)
    this.#heard.found(frame)
  }

  #seek(frame: FrameState): boolean {
    const asks = frame.number !== '' && kindOn(this.#services, frame.screen) !== null
    if (asks) frame.seek()
    return asks
  }

  /** Asks until somebody answers; until then it stands why nobody is shown. */
  #retry(frame: FrameState): void {
    const { round } = frame
    setTimeout(() => frame.round === round && void this.find(frame), RETRY)
  }
}
