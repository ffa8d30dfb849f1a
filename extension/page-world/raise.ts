// Script libraries of their day put a class of their own in the place of `Event`, which no browser takes for one.
const { SubmitEvent } = window
const { dispatchEvent } = EventTarget.prototype

/** Raises an event that can be called off, with what was pressed to send a form; false where it was called off. */
export function raise(type: string, at: EventTarget, submitter: HTMLElement | null = null): boolean {
  return dispatchEvent.call(at, new SubmitEvent(type, { bubbles: true, cancelable: true, submitter }))
}
