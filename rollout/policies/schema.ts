import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../build/root.ts'

/** A key of `managed_schema.json`, which tells the browser what the extension's policy may hold. */
export interface SchemaKey {
  type: 'string' | 'boolean' | 'integer' | 'array'
  title: string
  description: string
  enum?: string[]
  minimum?: number
  maximum?: number
  items?: { type: 'string'; enum?: string[] }
}

export function managedSchema(): Record<string, SchemaKey> {
  return JSON.parse(readFileSync(join(ROOT, 'managed_schema.json'), 'utf8')).properties
}
