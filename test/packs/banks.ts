import { fileURLToPath } from 'node:url'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'

const other = (bank: string) =>
  assemblePlaybook(undefined, [], fileURLToPath(new URL(`banks/${bank}.json`, import.meta.url)))

/** The playbooks of the bank that ships (packs `cn` and `pci`) and of a bank for each other pack. */
export const playbooks = {
  cn: assemblePlaybook(),
  us: other('us'),
  eu: other('eu'),
  uk: other('uk'),
} satisfies Record<string, Playbook>
