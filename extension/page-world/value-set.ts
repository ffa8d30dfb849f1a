import { VALUE_SET } from './events.ts'
import { raise } from './raise.ts'

/** Properties by which a script changes what a field holds, which raises neither an event nor a record. */
const SET: [{ prototype: object }, string][] = [
  [HTMLInputElement, 'value'],
  [HTMLInputElement, 'valueAsNumber'],
  [HTMLInputElement, 'checked'],
  [HTMLTextAreaElement, 'value'],
  [HTMLSelectElement, 'value'],
  [HTMLSelectElement, 'selectedIndex'],
  [HTMLOptionsCollection, 'selectedIndex'],
  [HTMLOptionElement, 'selected'],
]

let telling = false

/** However many values a script sets, it is told once, when the script has ended. Pages replace `queueMicrotask`, not `await`. */
async function tell(): Promise<void> {
  if (telling) return
  telling = true
  await null
  telling = false
  raise(VALUE_SET, document)
}

/** Makes values set by a script tell of themselves. Setters keep name, length, `toString` and errors as they were. */
export function tellValuesSet(): void {
  for (const [{ prototype }, name] of SET) {
    const property = Object.getOwnPropertyDescriptor(prototype, name)
    if (!property?.set) continue
    const set = new Proxy(property.set, {
      apply(setter, field, given) {
        Reflect.apply(setter, field, given)
        void tell()
      },
    })
    Object.defineProperty(prototype, name, { ...property, set })
  }
}
