import type { Texts } from '../texts/index.ts'
import type { PickerView } from '../views.ts'
import type { Target } from './types.ts'

export type Words = Texts['picker']

/** Name of what is pointed at; fields have the playbook's own. */
export function targetLabel({ targets }: Words, { lang, fields }: PickerView, target: Target): string {
  if (target === 'number' || target === 'name' || target === 'press') return targets[target]
  const name = target.slice('field:'.length)
  if (name === 'remark') return targets.remark
  const label = fields.find((field) => field.name === name)?.label
  return (lang === 'en' ? label?.en : label?.zh) ?? name
}
