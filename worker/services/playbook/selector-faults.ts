import { createParser } from 'css-selector-parser'
import type { Adapter } from '../../contract/adapter.ts'

/** As browsers read them: what they do not know, such as `:contains()`, throws in the bank's page at every reading. */
const parse = createParser({ syntax: 'latest', strict: true })

/** Places where CSS selectors stand in an adapter. */
const SELECTORS = ['css', 'each']

/** Every CSS selector of an adapter that no browser can read, one line each: place, selector, what is wrong. */
export function selectorFaults(adapter: Adapter): string[] {
  return walk(adapter, '')
}

function walk(node: unknown, place: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const at = Array.isArray(node) ? `${place}[${key}]` : place ? `${place}.${key}` : key
    return typeof value === 'string' && SELECTORS.includes(key) ? fault(value, at) : walk(value, at)
  })
}

function fault(selector: string, place: string): string[] {
  try {
    parse(selector)
    return []
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error).replace(/^.*parse error: /, '')
    return [`${place}: "${selector}" is no CSS selector: ${why}`]
  }
}
