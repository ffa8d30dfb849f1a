import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { findMapping } from '../../db/import/find-mapping.ts'
import { importExtract } from '../../db/import/import.ts'
import { applyMigrations, openLocalD1, patiently } from '../../db/local.ts'
import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { loadSample } from '../../db/sample/load.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import { Trouble } from './report.ts'

/** One customer as the bank's own systems hold it; the number never goes further than the simulator. */
export interface BankCustomer {
  number: string
  facts: Facts
}

export interface DataOptions {
  stateDir: string
  secret: string
  /** Folder of a bank extract; without it the generated sample. */
  extract?: string
  adapters: Adapter[]
  seed?: string
  say?: (line: string) => void
}

export interface LoadedData {
  playbook: Playbook
  version: number
  customers: BankCustomer[]
}

/** Reads an adapter from a JSON file; says where it is wrong. */
export async function readAdapter(file: string): Promise<Adapter> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Trouble(`There is no adapter file ${file}`)
  })
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    throw new Trouble(`${file} is no JSON: ${error instanceof Error ? error.message : error}`)
  }
  const parsed = Adapter.safeParse(raw)
  if (!parsed.success) throw new Trouble(`${file} is no adapter:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
