import * as z from 'zod'
import type { Parameter } from '../../worker/contract/playbook.ts'
import { Id } from '../../worker/contract/text.ts'
import { nearest } from '../../worker/decision/nearest.ts'
import { Trouble } from '../trouble.ts'

/** What a bank says for itself: its clock, the packs in force for it, and thresholds other than theirs. */
export const Bank = z.strictObject({
  /** IANA zone. */
  timeZone: z.string(),
  packs: z.array(Id).min(1),
  /** Thresholds by name. */
  parameters: z.record(z.string(), z.unknown()).default({}),
})
export type Bank = z.infer<typeof Bank>
type Values = Bank['parameters']

/**
 * Parameters with the bank's values in place of those stated. Throws Trouble of one line for every value that may
 * not be: `file` and name, and what is allowed.
 */
export function overridden(parameters: readonly Parameter[], values: Values, file: string): Parameter[] {
  const faults = Object.entries(values).flatMap(([name, value]) => fault(name, value, parameters) ?? [])
  if (faults.length > 0) throw new Trouble(faults.map((words) => `${file}: parameters.${words}`).join('\n'))
  return parameters.map((one) =>
    Object.hasOwn(values, one.name) ? { ...one, value: values[one.name] as never } : one,
  )
}

function fault(name: string, value: unknown, parameters: readonly Parameter[]): string | undefined {
  const parameter = parameters.find((one) => one.name === name)
  if (parameter)
    return isAllowed(value, parameter)
      ? undefined
      : `${name} is ${JSON.stringify(value)}; ${allowed(parameter)}`
  const names = parameters.map((one) => one.name)
  const meant = nearest(name, names)
  return `${name} is no threshold of the packs in force${meant ? `; meant ${meant}?` : `: ${names.join(', ')}`}`
}

function isAllowed(value: unknown, { type, min = -Infinity, max = Infinity }: Parameter): boolean {
  if (type === 'string') return typeof value === 'string' && value.length > 0
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
}

function allowed({ type, min, max }: Parameter): string {
  if (type === 'string') return 'a text is allowed'
  const bounds = [min === undefined ? '' : ` from ${min}`, max === undefined ? '' : ` to ${max}`]
  return `a whole number${bounds.join('')} is allowed`
}
