import { tellScriptSubmits } from '../host/script-submit.ts'

tellScriptSubmits(HTMLFormElement.prototype)
