import { readFileSync } from 'node:fs'

/** A table of cases from test/spec. */
export function readSpec<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../spec/${name}.json`, import.meta.url), 'utf8')) as T
}
