import type { Attribute } from '../../../worker/contract/catalogue.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Text } from '../../../worker/contract/text.ts'
import { contactFields } from '../../../worker/decision/facts.ts'
import { conditionTexts } from '../../texts/console/condition.ts'

export type FieldKind = 'number' | 'money' | 'bool' | 'code' | 'text' | 'day' | 'steps' | 'other'

/** Something that a line of the builder can ask about. */
export interface Field {
  /** As in CEL: `customer.age`. */
  name: string
  kind: FieldKind
  label: Text
  unit: Attribute['unit']
  /** For codes and steps: what can be chosen. */
  values: readonly { name: string; label: Text }[]
}

const kinds: Record<string, FieldKind> = {
  int: 'number',
  money: 'money',
  bool: 'bool',
  string: 'text',
  date: 'day',
  instant: 'day',
  strings: 'steps',
}

const same = (text: string): Text => ({ zh: text, en: text })

function customerField({ name, type, label, unit, values }: Attribute): Field {
  const coded = Object.entries(values ?? {}).map(([name, label]) => ({ name, label }))
  const kind = coded.length ? 'code' : (kinds[type] ?? 'other')
  return { name: `customer.${name}`, kind, label, unit, values: coded }
}

function contactField(
  playbook: Playbook,
  { name, type, values = [] }: (typeof contactFields)[number],
): Field {
  const { zh, en } = conditionTexts
  const label = { zh: zh.contact[name] ?? name, en: en.contact[name] ?? name }
  const coded = values.map((value) => ({
    name: value,
    label: { zh: zh.contactValues[value] ?? value, en: en.contactValues[value] ?? value },
  }))
  const steps = playbook.contactSteps.map(({ id, label }) => ({ name: id, label }))
  const kind = coded.length ? 'code' : (kinds[type] ?? 'other')
  return {
    name: `contact.${name}`,
    kind,
    label,
    unit: 'none',
    values: kind === 'steps' ? steps : coded,
  }
}

/** What a condition may ask about; fields of the page only where one is read. */
export function fieldsOf(playbook: Playbook, page: boolean): Field[] {
  const pageFields = page ? playbook.pageFields : []
  return [
    ...playbook.catalogue.map(customerField),
    ...pageFields.map(({ name, type, label }): Field => {
      const unit = name.endsWith('_grade') ? 'grade' : 'none'
      return { name: `page.${name}`, kind: kinds[type] ?? 'other', label, unit, values: [] }
    }),
    ...contactFields.map((field) => contactField(playbook, field)),
  ]
}

const SIGNS = ['>=', '<=', '>', '<', '=', '!=']
const KNOWN = ['known', 'unknown']

/** What can be asked of each kind, the most usual first. */
const operators: Record<FieldKind | 'segment' | 'cel', readonly string[]> = {
  number: [...SIGNS, ...KNOWN],
  money: [...SIGNS, ...KNOWN],
  bool: ['true', 'false', ...KNOWN],
  code: ['=', '!=', 'in', 'notIn', ...KNOWN],
  text: ['=', '!=', 'contains', 'beginsWith', 'endsWith', 'in', 'notIn', ...KNOWN],
  day: [
    ...['ahead:between', 'ahead:<=', 'ahead:>=', 'ahead:=', 'ago:between', 'ago:<=', 'ago:>=', 'ago:='],
    ...['months:>=', 'months:<', ...KNOWN],
  ],
  steps: ['done', 'notDone'],
  other: KNOWN,
  segment: ['=', '!='],
  cel: ['cel'],
}

export const operatorsOf = (kind: FieldKind | 'segment' | 'cel'): readonly string[] => operators[kind]

/** A field that the playbook does not declare: the line still stands and says its name. */
export const unknownField = (name: string): Field => ({
  name,
  kind: 'other',
  label: same(name),
  unit: 'none',
  values: [],
})
