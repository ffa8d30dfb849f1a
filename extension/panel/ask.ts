import type { FromPopup, ToPopup } from '../messages.ts'

/** Asks the background. Rejects where it does not answer. */
export const ask = <T extends FromPopup>(message: T): Promise<ToPopup[T['type']]> =>
  chrome.runtime.sendMessage(message)
