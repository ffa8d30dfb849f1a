import type { Playbook } from '../../contract/playbook.ts'

/** What the playbook in force says of rows. */
export type Declared = Pick<Playbook, 'catalogue' | 'events'>
