import type { CardView } from '../views.ts'
import type { FrameState } from './frame-state.ts'
import type { Known } from './inquiry.ts'
import type { Services } from './services.ts'

/** What may lie open in a tab while its customer is decided anew by another playbook: the agent goes on reading. */
export class WaitingCard {
  #waits = false

  /** Takes down all else, and of the card what the playbook of now no longer has: without a channel nobody told that. */
  wait({ playbooks }: Services, frames: Iterable<FrameState>, known: Known): void {
    this.#waits = true
    const tips = new Set(playbooks.current?.numbered.playbook.tips.map(({ id }) => id))
    const shown = known.state === 'answered' && known.answer.status === 'decided' ? known.answer.tips : []
    const gone = shown.map(({ id }) => id).filter((id) => !tips.has(id))
    for (const frame of frames) {
      frame.send({ type: 'gone', tips: gone })
      frame.send({ type: 'withdraw', generation: frame.generation, sameCustomer: true })
    }
  }

  /** It was taken down with the rest. */
  forget(): void {
    this.#waits = false
  }

  /** It has its words of now; null: nobody decides, and it goes. */
  renew(frames: Iterable<FrameState>, view: CardView | null): void {
    if (!this.#waits) return
    this.#waits = false
    for (const frame of frames) {
      const { generation } = frame
      frame.send(view ? { type: 'card', generation, view, how: 'renew' } : { type: 'gone', tips: null })
    }
  }
}
