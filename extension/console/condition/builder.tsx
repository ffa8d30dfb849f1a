import { QueryBuilderAntD } from '@react-querybuilder/antd'
import { useEffect, useMemo, useRef } from 'react'
import { type FullField, QueryBuilder, type RuleGroupType, type RuleType } from 'react-querybuilder'
import { conditionTexts } from '../../texts/console/condition.ts'
import { inLanguage } from '../language.ts'
import { type Building, BuildingContext, Chooser, Not, Press, Remove, Value } from './controls.tsx'
import { type Field, operatorsOf } from './fields.ts'
import { countOf, type Group, isGroup } from './model.ts'

const controls = {
  fieldSelector: Chooser,
  operatorSelector: Chooser,
  combinatorSelector: Chooser,
  addRuleAction: Press,
  addGroupAction: Press,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
  valueEditor: Value,
  notToggle: Not,
} as const

const SCOPES = ['customer', 'page', 'contact'] as const

function optionsOf({ lang, fields, segments }: Building) {
  const t = inLanguage(conditionTexts, lang)
  const option = (name: string, label: string) => ({ name, value: name, label }) as FullField
  const scoped = (scope: string) =>
    [...fields.values()]
      .filter(({ name }) => name.startsWith(`${scope}.`))
      .map(({ name, label }) => option(name, inLanguage(label, lang)))
  const groups = SCOPES.map((scope) => ({ label: t.groups[scope], options: scoped(scope) }))
  const other = [...(segments.length ? [option('segment', t.segment)] : []), option('cel', t.cel)]
  return [
    ...(segments.length ? [{ label: t.segment, options: other.slice(0, 1) }] : []),
    ...groups.filter(({ options }) => options.length),
    { label: t.groups.other, options: other.slice(-1) },
  ]
}

const kindOf = (name: string, fields: Building['fields']) =>
  name === 'segment' || name === 'cel' ? name : (fields.get(name)?.kind ?? 'other')

/** A new line is complete from the first moment: it never stands for more than it shows. */
function firstValue(name: string, operator: string, { fields, segments }: Building): string | string[] {
  if (name === 'segment') return segments[0]?.id ?? ''
  if (name === 'cel') return 'true'
  const field = fields.get(name)
  if (countOf(operator)?.sign === 'between') return ['0', '14']
  if (field?.kind === 'number' || field?.kind === 'money' || field?.kind === 'day') return '0'
  return field?.values[0]?.name ?? ''
}

/** Values fit their operators: one for one, several for several. */
function fitted(rule: RuleType, building: Building): RuleType {
  const { value, operator, field } = rule
  const several = operator === 'in' || operator === 'notIn' || countOf(operator)?.sign === 'between'
  if (several === Array.isArray(value)) return rule
  if (!several) return { ...rule, value: value[0] ?? firstValue(field, operator, building) }
  return { ...rule, value: countOf(operator) ? ['0', String(value || 14)] : [String(value)] }
}

/** A group without lines would say what nobody meant. */
function tidy(group: RuleGroupType, building: Building): RuleGroupType {
  const rules = group.rules.flatMap((one): (RuleType | RuleGroupType)[] => {
    if (!('rules' in one)) return [fitted(one, building)]
    const inner = tidy(one, building)
    return inner.rules.length ? [inner] : []
  })
  return { ...group, rules }
}

const tidied = (group: RuleGroupType, building: Building): Group => tidy(group, building) as Group

const symbols = (operators: readonly string[], words: Record<string, string>) =>
  operators.map((name) => ({ name, value: name, label: words[name] ?? name }))

/** Lines and groups of a condition, to be chosen instead of written. */
export function Builder({
  group,
  building,
  label,
  disabled,
  change,
}: {
  group: Group
  building: Building
  /** What the condition is called, for those who do not see where it stands. */
  label: string
  disabled: boolean
  change(group: Group): void
}) {
  const t = inLanguage(conditionTexts, building.lang)
  const fields = useMemo(() => optionsOf(building), [building])
  const first: Field | undefined = [...building.fields.values()][0]
  const operatorsFor = (field: string, current?: string) => {
    const known = operatorsOf(kindOf(field, building.fields))
    return symbols(current && !known.includes(current) ? [...known, current] : known, t.operators)
  }
  const used = useMemo(() => operatorsInUse(group), [group])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector('[role="form"]')?.setAttribute('aria-label', label), [label])
  return (
    <BuildingContext value={building}>
      <div ref={box}>
        <QueryBuilderAntD>
          <QueryBuilder
            query={group as RuleGroupType}
            fields={fields}
            disabled={disabled}
            onQueryChange={(next) => change(tidied(next as RuleGroupType, building))}
            getOperators={(field: string) => operatorsFor(field, used.get(field))}
            getDefaultField={() => first?.name ?? 'cel'}
            getDefaultOperator={(field: string) => operatorsOf(kindOf(field, building.fields))[0] ?? 'known'}
            getDefaultValue={(rule: RuleType) => firstValue(rule.field, rule.operator, building)}
            addRuleToNewGroups
            enableMountQueryChange={false}
            combinators={[
              { name: 'and', value: 'and', label: t.all },
              { name: 'or', value: 'or', label: t.any },
            ]}
            showNotToggle
            controlElements={controls}
            translations={{
              fields: { title: t.field },
              operators: { title: t.operator },
              value: { title: t.value },
              combinators: { title: t.combinator },
              addRule: { label: t.addRule, title: t.addRule },
              addGroup: { label: t.addGroup, title: t.addGroup },
              removeRule: { label: '×', title: t.remove },
              removeGroup: { label: '×', title: t.removeGroup },
              notToggle: { label: t.not, title: t.not },
            }}
          />
        </QueryBuilderAntD>
      </div>
    </BuildingContext>
  )
}

/** An operator that is not offered but stands there is kept in the list. */
function operatorsInUse(group: Group): Map<string, string> {
  return new Map(
    group.rules.flatMap((one) =>
      isGroup(one) ? [...operatorsInUse(one)] : [[one.field, one.operator] as const],
    ),
  )
}
