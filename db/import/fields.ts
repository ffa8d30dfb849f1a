import Papa from 'papaparse'
import type { Mapping } from './mapping.ts'

/** The fields of one line, or what is wrong with its quotes. */
export type Split = (text: string) => string[] | 'unclosed-quote' | 'bad-quote'

/** Rows are lines: a quote left open costs its own row and no other. */
export function splitter({ delimiter, quote }: Mapping['format']): Split {
  return (text) => {
    const parsed = Papa.parse<string[]>(text, {
      delimiter,
      quoteChar: quote,
      escapeChar: quote,
      newline: '\n',
    })
    const wrong = parsed.errors.find((error) => error.type === 'Quotes')
    if (wrong) return wrong.code === 'MissingQuotes' ? 'unclosed-quote' : 'bad-quote'
    return parsed.data[0] ?? []
  }
}
