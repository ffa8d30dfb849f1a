import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Check, ContactStep, Parameter } from '../../worker/contract/playbook.ts'
import { Id, Text } from '../../worker/contract/text.ts'
import { Trouble } from '../trouble.ts'
import { jsonFiles, readFile } from './files.ts'

const Head = z.strictObject({
  id: Id,
  label: Text,
  /** Country by ISO 3166, `EU`, or `international`. */
  jurisdiction: z.string().min(2),
  parameters: z.array(Parameter).default([]),
  contactSteps: z.array(ContactStep).default([]),
})

/** Phrases of the remark checks, by id of the check. */
const Phrases = z.record(Id, z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }))
type Phrases = z.infer<typeof Phrases>

/** The rules of one authority or market, with their thresholds and the steps that they require. */
export interface Pack extends z.infer<typeof Head> {
  checks: Check[]
}

/**
 * Reads `pack.json`, `phrases.json` where there is one, and `checks/*.json` of a folder.
 * Throws Trouble that names file and place of a fault.
 */
export function readPack(dir: string): Pack {
  const file = join(dir, 'phrases.json')
  const phrases = existsSync(file) ? readFile(file, Phrases) : {}
  const checks = jsonFiles(join(dir, 'checks')).flatMap((name) => readFile(name, z.array(Check)))
  const idle = Object.keys(phrases).filter((id) => !checks.some((check) => check.id === id && check.text))
  if (idle.length > 0) throw new Trouble(`${file}: no check on the remark is called ${idle.join(', ')}`)
  return { ...readFile(join(dir, 'pack.json'), Head), checks: checks.map((check) => spoken(check, phrases)) }
}

function spoken(check: Check, phrases: Phrases): Check {
  const { zh = [], en = [] } = phrases[check.id] ?? {}
  return check.text
    ? { ...check, text: { ...check.text, phrases: [...check.text.phrases, ...zh, ...en] } }
    : check
}
