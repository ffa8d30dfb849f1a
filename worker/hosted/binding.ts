import type { Binding } from '../services/database.ts'
import type { Answer } from './sql.ts'

type Value = string | number | null

/** One statement on its way. */
export interface Sent {
  sql: string
  values: Value[]
}

interface SqlObjects {
  getByName(name: string): { run(batch: Sent[]): Promise<Answer> }
}

/** The part of a D1 binding that services use, over the object that holds the database of that name. */
export function bindingTo(objects: SqlObjects, name: string): Binding {
  const prepare = (sql: string, values: Value[] = []) => ({
    ...{ sql, values },
    bind: (...given: Value[]) => prepare(sql, given),
  })
  const batch = async (statements: Sent[]) => {
    const sent = statements.map(({ sql, values }) => ({ sql, values }))
    const answers = await objects.getByName(name).run(sent)
    return answers.map((results) => ({ success: true, results, meta: {} }))
  }
  return { prepare, batch } as unknown as Binding
}
