import { tellScriptSubmits, tellsSubmits } from './script-submit.ts'
import { tellValuesSet } from './value-set.ts'

if (!tellsSubmits()) {
  tellScriptSubmits(HTMLFormElement.prototype)
  tellValuesSet()
}
