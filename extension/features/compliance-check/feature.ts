import type { Feature } from '../feature.ts'
import { ActionGuard } from './action-guard.ts'

/** The guard at the button. */
export const complianceCheck: Feature = {
  id: 'compliance-check',
  mount(frame, signal) {
    const guard = new ActionGuard(frame, signal)
    frame.onRelease(() => guard.clear())
    frame.onBind(() => guard.askSoon())
    frame.onLook(() => guard.askSoon())
    frame.onTyped(() => guard.askLater())
    frame.onLine((stands) => guard.doubt(stands))
    frame.onMessage((message) => guard.receive(message))
    signal.addEventListener('abort', () => guard.clear())
  },
}
