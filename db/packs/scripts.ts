import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { Script, ScriptStep } from '../../worker/contract/playbook.ts'
import { nearest } from '../../worker/decision/nearest.ts'
import { Trouble } from '../trouble.ts'
import { jsonFiles, readFile } from './files.ts'

const Named = z.looseObject({ steps: z.array(z.unknown()) })

/**
 * The scripts of a folder. A step that is the same in many stands once, in `steps.json`, and a script names it by its id.
 * Throws a Trouble that names file and place of a fault.
 */
export function readScripts(dir: string): Script[] {
  const file = join(dir, 'steps.json')
  const steps = existsSync(file) ? readFile(file, z.array(ScriptStep)) : []
  const scripts = jsonFiles(join(dir, 'scripts')).map((name) => readFile(name, written(name, steps)))
  const idle = steps.filter(
    (step) => !scripts.some((script) => script.steps.some(({ id }) => id === step.id)),
  )
  if (idle.length > 0)
    throw new Trouble(`${file}: no script has the step ${idle.map(({ id }) => id).join(', ')}`)
  return scripts
}

/** A script with its named steps spelled out. */
const written = (file: string, steps: readonly ScriptStep[]) =>
  z.preprocess((raw) => {
    const { success, data } = Named.safeParse(raw)
    if (!success) return raw
    return {
      ...data,
      steps: data.steps.map((one) => (typeof one === 'string' ? named(file, one, steps) : one)),
    }
  }, Script)

function named(file: string, id: string, steps: readonly ScriptStep[]): ScriptStep {
  const step = steps.find((one) => one.id === id)
  if (step) return step
  const known = steps.map((one) => one.id)
  const meant = nearest(id, known)
  throw new Trouble(
    `${file}: steps.json has no step "${id}"; ${meant ? `meant "${meant}"?` : `it has ${known.join(', ')}`}`,
  )
}
