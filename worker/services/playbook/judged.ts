import type { Database } from '../database.ts'
import { firstOfEach } from '../first-of-each.ts'
import { type Subjects, subjectsOf } from './subjects.ts'

interface Judged<Item> {
  /** The first of each id that could have happened under its playbook version. */
  sound: Item[]
  refused: { id: string; why: string }[]
}

/**
 * What browsers report, one by one, against the playbook version that each item names.
 * @param whyRefused null where nothing is wrong
 * @throws DatabaseUnavailable
 */
export async function judged<Item extends { id: string; playbookVersion: number }>(
  db: Database,
  items: readonly Item[],
  whyRefused: (item: Item, subjects: Subjects | undefined) => string | null,
): Promise<Judged<Item>> {
  const first = firstOfEach(items)
  const subjects = await subjectsOf(
    db,
    first.map(({ playbookVersion }) => playbookVersion),
  )
  const found = first.map((one) => ({ one, why: whyRefused(one, subjects.get(one.playbookVersion)) }))
  return {
    sound: found.flatMap(({ one, why }) => (why === null ? [one] : [])),
    refused: found.flatMap(({ one, why }) => (why === null ? [] : [{ id: one.id, why }])),
  }
}
