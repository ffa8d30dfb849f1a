import { join } from 'node:path'
import * as z from 'zod'
import type { Adapter } from '../../worker/contract/adapter.ts'
import { type ContactStep, Parameter, Playbook } from '../../worker/contract/playbook.ts'
import { checkPlaybook } from '../../worker/decision/compile.ts'
import { Trouble } from '../trouble.ts'
import { readAdapter } from './adapter.ts'
import { Bank, overridden } from './bank.ts'
import { jsonFiles, readFile, unknownKey } from './files.ts'
import { type Pack, readKnowledge, readPack } from './pack.ts'

/**
 * The playbook that the files of a folder make for a bank, checked and compiled once.
 * @param dir folder of segments, tips and packs; this one when left out
 * @param extraAdapters added to `adapters/*.json`; one of the same id takes its place
 * @param bank file that says the time zone, the packs in force and the bank's own thresholds; `bank.json` when left out
 * @throws Trouble naming file and place where a file cannot be used, PlaybookError where a rule is at fault
 */
export function assemblePlaybook(
  dir: string = import.meta.dirname,
  extraAdapters: readonly Adapter[] = [],
  bank: string = join(dir, 'bank.json'),
): Playbook {
  const adapters = jsonFiles(join(dir, 'adapters')).map(readAdapter)
  const parts = { ...shared(dir), ...ofBank(dir, bank), adapters: merge(adapters, extraAdapters) }
  const parsed = Playbook.safeParse({ schema: 1, ...parts }, { error: unknownKey })
  if (!parsed.success)
    throw new Trouble(`The files in ${dir} are not valid:\n${z.prettifyError(parsed.error)}`)
  checkPlaybook(parsed.data)
  return parsed.data
}

/** What every bank has, whatever packs are in force. */
function shared(dir: string): object {
  const read = (name: string) => readFile(join(dir, name), z.unknown())
  return {
    catalogue: read('catalogue.json'),
    pageFields: read('page-fields.json'),
    events: read('events.json'),
    products: read('products.json'),
    segments: read('segments.json'),
    tips: read('tips.json'),
    dismissReasons: read('reasons.json'),
    synonyms: read('synonyms.json'),
    ...readFile(join(dir, 'limits.json'), z.record(z.string(), z.unknown())),
  }
}

/**
 * Parameters of the packs in force, with the bank's own values.
 * @param dir and file as of assemblePlaybook
 * @throws Trouble naming file and place where a file cannot be used
 */
export function bankParameters(
  dir: string = import.meta.dirname,
  file: string = join(dir, 'bank.json'),
): Parameter[] {
  const bank = readFile(file, Bank)
  return parametersOf(
    dir,
    file,
    bank,
    bank.packs.map((id) => readPack(join(dir, id))),
  )
}

function parametersOf(dir: string, file: string, bank: Bank, packs: readonly Pack[]): Parameter[] {
  const general = readFile(join(dir, 'parameters.json'), z.array(Parameter))
  const stated = [...general, ...packs.flatMap((pack) => pack.parameters)]
  return overridden(stated, bank.parameters, file)
}

function ofBank(dir: string, file: string): object {
  const bank = readFile(file, Bank)
  const packs = bank.packs.map((id) => readPack(join(dir, id)))
  const parameters = parametersOf(dir, file, bank, packs)
  return {
    timeZone: bank.timeZone,
    parameters,
    contactSteps: stepsOf(packs),
    suitability: suitabilityBy(parameters),
    checks: packs.flatMap(({ checks }) => checks),
    scripts: packs.flatMap(({ scripts }) => scripts),
    matters: packs.flatMap(({ matters }) => matters),
    knowledge: [...readKnowledge(join(dir, 'knowledge.json')), ...packs.flatMap((pack) => pack.knowledge)],
  }
}

/** A step that two packs require is one step; the words of the first stand. */
function stepsOf(packs: readonly Pack[]): ContactStep[] {
  const steps = packs.flatMap(({ contactSteps }) => contactSteps)
  return steps.filter((step, at) => steps.findIndex(({ id }) => id === step.id) === at)
}

/** Tips and checks go by the same thresholds. */
function suitabilityBy(parameters: readonly Parameter[]): object {
  const value = (name: string) => parameters.find((one) => one.name === name)?.value
  return { assessmentMonths: value('assessment_months'), amountShare: value('amount_share') }
}

function merge(shipped: readonly Adapter[], extra: readonly Adapter[]): Adapter[] {
  return [...shipped.filter(({ id }) => extra.every((adapter) => adapter.id !== id)), ...extra]
}
