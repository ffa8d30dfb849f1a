import { SCRIPT_SUBMIT } from './events.ts'
import { raise } from './raise.ts'

/** False where it was called off. The form may be of another frame, whose classes are not those of this one. */
function goesOn(form: EventTarget): boolean {
  try {
    return raise(SCRIPT_SUBMIT, form)
  } catch {
    // Nothing that could be sent: the method itself says so.
    return true
  }
}

/**
 * Makes `form.submit()` tell of itself, which the browser does not. Runs in the page's own world, where alone its
 * scripts can be heard. A proxy keeps name, length, `toString` and errors of the method as they were.
 */
export function tellScriptSubmits(form: { submit(): void }): void {
  form.submit = new Proxy(form.submit, {
    apply(submit, sent, given) {
      if (goesOn(sent)) return Reflect.apply(submit, sent, given)
    },
  })
}

/**
 * Tells once more of a form whose own handlers are done: they may have said only now where it goes to. What is sent
 * into another frame raises nothing else here.
 */
export function tellLateSubmits(view: Window): void {
  view.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !event.target) return
    if (!raise(SCRIPT_SUBMIT, event.target, event.submitter)) event.preventDefault()
  })
}
