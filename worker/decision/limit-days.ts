import type { CaseLimit } from '../contract/catalogue.ts'
import type { Parameter } from '../contract/playbook.ts'

/** Calendar days of each limit, by the bank's parameters; one that is none counts nothing. */
export const limitDays = (limits: readonly CaseLimit[], parameters: readonly Parameter[]): number[] =>
  limits.map(({ days }) => days.reduce((sum, name) => sum + daysOf(name, parameters), 0))

const daysOf = (name: string, parameters: readonly Parameter[]): number =>
  Number(parameters.find((one) => one.name === name)?.value ?? 0)
