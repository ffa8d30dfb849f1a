import type { Guard } from '../../worker/contract/adapter.ts'
import { SCRIPT_SUBMIT } from '../page-world/events.ts'
import { fitsGlob } from './glob.ts'
import { listen } from './listen.ts'
import { locate, locateAll, locateSeen } from './locate.ts'
import { own } from './own.ts'
import { isSeen } from './visible.ts'

/** An attempt at a guarded action, and how to make it again. */
export interface Attempt {
  guard: Guard
  stage: 'press' | 'submit' | 'script' | 'navigate'
  /** Where the message goes: the control pressed, else one of the form. */
  at: HTMLElement
  stop(): void
  again(): void
}

/** Such as `ctrl+s`: in lower case, because shift and caps lock change the letter that a key reports. */
const chord = (event: KeyboardEvent): string =>
  [
    event.ctrlKey && 'Ctrl',
    event.altKey && 'Alt',
    event.metaKey && 'Meta',
    event.shiftKey && 'Shift',
    event.key,
  ]
    .filter(Boolean)
    .join('+')
    .toLowerCase()

function halt(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function pressed(target: Element, guard: Guard): HTMLElement | null {
  for (const at of guard.press) {
    const hit = locateAll(document, at).find((element) => element.contains(target))
    if (hit) return hit as HTMLElement
  }
  return null
}

/** Where a form is sent to; fields called `action` shadow the form's own, and a button may name another address. */
function addressOf(form: HTMLFormElement, submitter: Element | null): string {
  const given = submitter?.getAttribute('formaction') ?? own(form, 'getAttribute').call(form, 'action') ?? ''
  return URL.parse(given, document.baseURI)?.href ?? ''
}

/** The form itself where it is the one that a guard names, or is sent where the guard says. */
function guarded(guard: Guard, form: EventTarget | null, submitter: Element | null): HTMLFormElement | null {
  if (!(form instanceof HTMLFormElement)) return null
  const named = guard.form && locate(document, [guard.form]) === form
  return named || (guard.sends && fitsGlob(guard.sends, addressOf(form, submitter))) ? form : null
}

/** Only a form of the document can be sent; a script throws the one it has made away at once. */
function inDocument(form: HTMLFormElement, send: () => void): void {
  const away = !own(form, 'isConnected')
  if (away) document.documentElement.append(form)
  send()
  if (away) own(form, 'remove').call(form)
}

function resubmit(form: HTMLFormElement, submitter: HTMLElement | null): void {
  inDocument(form, () => own(form, 'requestSubmit').call(form, submitter))
}

/**
 * Sends the form as a script does: past `submit` and the page's own handlers, which have had their say. This is the
 * method of our own world, which tells nobody. What a pressed button carries goes along.
 */
function sendAgain(form: HTMLFormElement, pressed: Element | null): void {
  const named = pressed instanceof HTMLInputElement || pressed instanceof HTMLButtonElement
  const carried = named && pressed.name ? document.createElement('input') : null
  if (carried && named) {
    Object.assign(carried, { type: 'hidden', name: pressed.name, value: pressed.value })
    own(form, 'append').call(form, carried)
  }
  inDocument(form, () => own(form, 'submit').call(form))
  carried?.remove()
}

/** The last thing in the form that can be seen: one that a script has made holds none, and is thrown away. */
const lastIn = (form: Element): Element | undefined =>
  [...own(form, 'querySelectorAll').call(form, ':not(input[type=hidden i])')].findLast(isSeen)

/** Where the message goes when a form is sent: its button, the end of the form, or what has the focus. */
const besideForm = (guard: Guard, form: Element): HTMLElement =>
  (locateSeen(document, guard.press) ??
    lastIn(form) ??
    document.activeElement ??
    document.body) as HTMLElement

function onPress(event: MouseEvent, guard: Guard): Attempt | null {
  const target = event.composedPath()[0]
  const at = target instanceof Element ? pressed(target, guard) : null
  return at && { guard, stage: 'press', at, stop: () => halt(event), again: () => at.click() }
}

function onKey(event: KeyboardEvent, guard: Guard): Attempt | null {
  if (!guard.keys.some((keys) => keys.toLowerCase() === chord(event))) return null
  const at = locate(document, guard.press) as HTMLElement | null
  return at && { guard, stage: 'press', at, stop: () => halt(event), again: () => at.click() }
}

function onSubmit(event: SubmitEvent, guard: Guard): Attempt | null {
  const form = guarded(guard, event.target, event.submitter)
  if (!form) return null
  const at = event.submitter ?? besideForm(guard, form)
  return { guard, stage: 'submit', at, stop: () => halt(event), again: () => resubmit(form, event.submitter) }
}

/** A form that is sent past its `submit` event, or after that. */
const sent = (
  event: Event,
  guard: Guard,
  stage: 'script' | 'navigate',
  form: EventTarget | null,
  submitter: Element | null,
): Attempt | null => {
  const made = guarded(guard, form, submitter)
  return (
    made && {
      guard,
      stage,
      at: besideForm(guard, made),
      stop: () => halt(event),
      again: () => sendAgain(made, submitter),
    }
  )
}

/** What our piece in the page's own world tells of: `form.submit()`, and a form whose own handlers are done. */
const onScript = (event: SubmitEvent, guard: Guard): Attempt | null =>
  sent(event, guard, 'script', event.target, event.submitter)

/** The last net, for what a handler of the page changed or sent in a way of its own: a navigation can be called off. */
function onNavigate(event: NavigateEvent, guard: Guard): Attempt | null {
  if (!event.formData || !event.cancelable) return null
  const source = event.sourceElement ?? null
  const form = source instanceof HTMLFormElement ? source : (source as HTMLButtonElement | null)?.form
  const named = guard.form ? locate(document, [guard.form]) : null
  return sent(event, guard, 'navigate', form ?? named, source)
}

/**
 * Watches for guarded actions before the page's own handlers: presses, chords, submissions and the navigation
 * of a scripted submission. `attempt` is called synchronously and decides with `stop()`.
 */
export function watchGuards(
  guards: (type: string) => Guard[],
  attempt: (made: Attempt) => void,
  signal: AbortSignal,
): void {
  const judge = <E extends Event>(
    target: EventTarget | undefined,
    type: string,
    match: (event: E, guard: Guard) => Attempt | null,
  ) => {
    const handle = (event: E) => {
      for (const guard of guards(type)) {
        const made = match(event, guard)
        if (made) return attempt(made)
      }
    }
    listen(target, type, handle, signal)
  }
  judge(window, 'click', onPress)
  judge(window, 'keydown', onKey)
  judge(window, 'submit', onSubmit)
  judge(window, SCRIPT_SUBMIT, onScript)
  judge(window.navigation, 'navigate', onNavigate)
}
