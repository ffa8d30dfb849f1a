import { SCRIPT_SUBMIT } from './events.ts'

/** False where it was called off. The form may be of another frame, whose classes are not those of this one. */
function goesOn(form: EventTarget): boolean {
  try {
    const told = new CustomEvent(SCRIPT_SUBMIT, { bubbles: true, cancelable: true })
    return EventTarget.prototype.dispatchEvent.call(form, told)
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
