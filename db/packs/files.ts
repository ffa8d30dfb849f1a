import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { nearest } from '../../worker/decision/nearest.ts'
import { parseJson, readGiven } from '../given.ts'
import { Trouble } from '../trouble.ts'

/** What a JSON file holds. Throws Trouble that names the file where it cannot be read or is not of the schema. */
export function readFile<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(readGiven(file).toString(), file), { error: unknownKey })
  if (!parsed.success) throw new Trouble(`${file} is not valid:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/** Of a key that is not known, the one that was probably meant; every other fault is told in the library's words. */
export function unknownKey(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined
  const known = Object.keys(issue.inst instanceof z.ZodObject ? issue.inst.shape : {})
  return issue.keys
    .map((key) => {
      const meant = nearest(key, known)
      return `unknown key "${key}"; ${meant ? `meant "${meant}"?` : `known are ${known.join(', ')}`}`
    })
    .join('\n')
}

/** The JSON files of a folder by name; none where there is no folder. */
export function jsonFiles(dir: string): string[] {
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.json')) : []
  return names.toSorted().map((name) => join(dir, name))
}
