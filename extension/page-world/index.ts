import { STANDS } from './events.ts'
import { raise } from './raise.ts'
import { tellLateSubmits, tellScriptSubmits } from './script-submit.ts'
import { tellValuesSet } from './value-set.ts'

// After an update of the extension it comes again into a page where it stands.
if (raise(STANDS, document)) {
  document.addEventListener(STANDS, (event) => event.preventDefault())
  tellScriptSubmits(HTMLFormElement.prototype)
  tellLateSubmits(window)
  tellValuesSet()
}
