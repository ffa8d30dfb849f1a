import { VALUE_SET } from './events.ts'

/** Properties by which a script changes what a field holds, which raises neither an event nor a record. */
const SET: [owner: object, ...names: string[]][] = [
  [HTMLInputElement.prototype, 'value', 'checked'],
  [HTMLTextAreaElement.prototype, 'value'],
  [HTMLSelectElement.prototype, 'value', 'selectedIndex'],
  [HTMLOptionElement.prototype, 'selected'],
]

let telling = false

/** However many values a script sets, it is told once, when the script has ended. */
function tell(): void {
  if (telling) return
  telling = true
  queueMicrotask(() => {
    telling = false
    EventTarget.prototype.dispatchEvent.call(document, new Event(VALUE_SET))
  })
}

/** Makes values set by a script tell of themselves. Setters keep name, length, `toString` and errors as they were. */
export function tellValuesSet(): void {
  for (const [owner, ...names] of SET) {
    for (const name of names) {
      const property = Object.getOwnPropertyDescriptor(owner, name)
      if (!property?.set) continue
      const set = new Proxy(property.set, {
        apply(setter, field, given) {
          Reflect.apply(setter, field, given)
          tell()
        },
      })
      Object.defineProperty(owner, name, { ...property, set })
    }
  }
}
