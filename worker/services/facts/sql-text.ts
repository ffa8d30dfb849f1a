/** A text as SQL. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** That a column is one of some values; nothing where there are none. */
export const oneOf = (column: string, values: readonly string[] | undefined): string[] =>
  values ? [`${column} IN (${values.map(text).join()})`] : []

/** Stands between moment, id and value: no text of an event holds it. */
export const MARK = 'char(31)'
