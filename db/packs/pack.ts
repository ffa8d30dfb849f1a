import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { MatterType } from '../../worker/contract/event-type.ts'
import { Check, ContactStep, Knowledge, Parameter, type Script } from '../../worker/contract/playbook.ts'
import { Id, Text } from '../../worker/contract/text.ts'
import { Trouble } from '../trouble.ts'
import { jsonFiles, readFile } from './files.ts'
import { readScripts } from './scripts.ts'

const Head = z.strictObject({
  id: Id,
  label: Text,
  /** Country by ISO 3166, `EU`, `international`, or `own`: a standard that the bank sets itself. */
  jurisdiction: z.string().min(2),
  parameters: z.array(Parameter).default([]),
  contactSteps: z.array(ContactStep).default([]),
})

/** Phrases of the remark checks, or innocent wordings that hold them, by id of the check. */
const Phrases = z.record(Id, z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }))
type Phrases = z.infer<typeof Phrases>

/** The rules of one authority or market, with their thresholds and the steps that they require. */
export interface Pack extends z.infer<typeof Head> {
  checks: Check[]
  scripts: Script[]
  knowledge: Knowledge[]
  /** Matters that stay open until the bank has answered them; the limits are parameters of the pack. */
  matters: MatterType[]
}

/**
 * Reads `pack.json`, `phrases.json`, `innocent.json`, `knowledge.json` and `matters.json` where there are any, `checks/*.json`,
 * and `scripts/*.json` with their `steps.json`, of a folder.
 * Throws a Trouble that names file and place of a fault.
 */
export function readPack(dir: string): Pack {
  const checks = jsonFiles(join(dir, 'checks')).flatMap((name) => readFile(name, z.array(Check)))
  const phrases = readPhrases(join(dir, 'phrases.json'), checks)
  const innocent = readPhrases(join(dir, 'innocent.json'), checks)
  const spoken = (check: Check) => withPhrases(check, phrases[check.id], innocent[check.id])
  return {
    ...readFile(join(dir, 'pack.json'), Head),
    checks: checks.map(spoken),
    scripts: readScripts(dir),
    knowledge: readKnowledge(join(dir, 'knowledge.json')),
    matters: readMatters(join(dir, 'matters.json')),
  }
}

/** The articles of a file; none where there is no file. */
export const readKnowledge = (file: string): Knowledge[] =>
  existsSync(file) ? readFile(file, z.array(Knowledge)) : []

const readMatters = (file: string): MatterType[] =>
  existsSync(file) ? readFile(file, z.array(MatterType)) : []

function readPhrases(file: string, checks: readonly Check[]): Phrases {
  const phrases = existsSync(file) ? readFile(file, Phrases) : {}
  const idle = Object.keys(phrases).filter((id) => !checks.some((check) => check.id === id && check.text))
  if (idle.length > 0) throw new Trouble(`${file}: no check on the remark is called ${idle.join(', ')}`)
  return phrases
}

function withPhrases(check: Check, forbidden?: Phrases[string], innocent?: Phrases[string]): Check {
  if (!check.text) return check
  const all = (own: readonly string[] = [], of?: Phrases[string]) => [
    ...own,
    ...(of?.zh ?? []),
    ...(of?.en ?? []),
  ]
  const excused = all(check.text.innocent, innocent)
  const text = { ...check.text, phrases: all(check.text.phrases, forbidden) }
  return { ...check, text: excused.length > 0 ? { ...text, innocent: excused } : text }
}
