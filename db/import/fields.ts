import Papa from 'papaparse'
import type { TextFormat } from './mapping.ts'

/** The fields of one line and, where its quotes are wrong, what is; the last field is then the broken one. */
export interface Fields {
  fields: string[]
  wrong: 'unclosed-quote' | 'bad-quote' | null
}
export type Split = (text: string) => Fields

/** Rows are lines: a quote left open costs its own row and no other. */
export function splitter({ delimiter, quote }: TextFormat): Split {
  return (text) => {
    const parsed = Papa.parse<string[]>(text, {
      delimiter,
      quoteChar: quote,
      escapeChar: quote,
      newline: '\n',
    })
    const error = parsed.errors.find(({ type }) => type === 'Quotes')
    const wrong = error && (error.code === 'MissingQuotes' ? 'unclosed-quote' : 'bad-quote')
    return { fields: parsed.data[0] ?? [], wrong: wrong ?? null }
  }
}
