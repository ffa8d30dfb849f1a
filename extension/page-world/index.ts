import { STANDS } from './events.ts'
import { tellScriptSubmits } from './script-submit.ts'
import { tellValuesSet } from './value-set.ts'

// After an update of the extension it comes again into a page where it stands.
if (document.dispatchEvent(new Event(STANDS, { cancelable: true }))) {
  document.addEventListener(STANDS, (event) => event.preventDefault())
  tellScriptSubmits(HTMLFormElement.prototype)
  tellValuesSet()
}
