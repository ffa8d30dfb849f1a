import { Adapter } from '../../worker/contract/adapter.ts'
import { selectorFaults } from '../../worker/services/playbook/selector-faults.ts'
import { Trouble } from '../trouble.ts'
import { readFile } from './files.ts'

/** Reads one adapter. Throws Trouble that names file and place of everything that cannot be used. */
export function readAdapter(file: string): Adapter {
  const adapter = readFile(file, Adapter)
  const faults = selectorFaults(adapter)
  if (faults.length > 0) throw new Trouble(`${file} is not valid:\n${faults.join('\n')}`)
  return adapter
}
