import { Form, Input, InputNumber, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { memberTexts } from '../../texts/console/members.ts'
import { inLanguage } from '../language.ts'
import { type Path, useEditing } from './context.ts'
import { issuesAt } from './issues.ts'
import { memberAt } from './members.ts'
import { controlId } from './shown.ts'

export interface FieldProps {
  /** Where in the item. */
  at: Path
  /** Instead of the member's own name. */
  label?: string
  hint?: string
  disabled?: boolean
}

/** Name, state and value of one member. */
export function useField({ at, label, disabled }: FieldProps) {
  const { content, set, issues, shown, readOnly, lang } = useEditing()
  const { members } = inLanguage(memberTexts, lang)
  const name = String(at.at(-1))
  const path = at.join('.')
  const found = shown.at(path) ? issuesAt(issues, path) : []
  return {
    id: controlId(path),
    label: label ?? members[path] ?? members[name] ?? name,
    value: memberAt(content, at),
    put: (value: unknown) => set(at, value),
    faults: found.map(({ message }) => message),
    off: readOnly || disabled === true,
  }
}

/** A label, a control and what is wrong with it. */
export function Labelled({
  id,
  label,
  faults,
  hint,
  aside,
  children,
}: {
  id: string
  label: string
  faults: readonly string[]
  hint?: string | undefined
  aside?: ReactNode
  children: ReactNode
}) {
  const help = [...new Set(faults)].join(' ')
  return (
    <Form.Item
      htmlFor={id}
      label={
        <span className="con-label">
          {label}
          {aside}
        </span>
      }
      validateStatus={help ? 'error' : ''}
      help={help || hint}
      colon={false}
    >
      {children}
    </Form.Item>
  )
}

interface LineProps extends FieldProps {
  type?: 'text' | 'date' | 'datetime-local' | 'time' | 'url'
  /** Time at which a whole day is shown in a field for minutes. */
  dayAt?: '00:00' | '23:59'
}

const DAY = /^\d{4}-\d\d-\d\d$/

function lineOf(value: unknown, dayAt: LineProps['dayAt']): string {
  if (typeof value !== 'string') return ''
  return dayAt && DAY.test(value) ? `${value}T${dayAt}` : value
}

export function LineField(props: LineProps) {
  const { id, label, value, put, faults, off } = useField(props)
  return (
    <Labelled {...{ id, label, faults }} hint={props.hint}>
      <Input
        id={id}
        type={props.type ?? 'text'}
        value={lineOf(value, props.dayAt)}
        disabled={off}
        onChange={({ target }) => put(target.value || undefined)}
      />
    </Labelled>
  )
}

export function FigureField(
  props: FieldProps & { min?: number; max?: number; step?: number; unit?: string; optional?: boolean },
) {
  const { id, label, value, put, faults, off } = useField(props)
  const { min, max, step, unit, optional } = props
  return (
    <Labelled {...{ id, label, faults }} hint={props.hint}>
      <InputNumber
        id={id}
        {...(min !== undefined && { min })}
        {...(max !== undefined && { max })}
        step={step ?? 1}
        suffix={unit}
        value={typeof value === 'number' ? value : null}
        disabled={off}
        onChange={(next) => (next !== null || optional) && put(next ?? undefined)}
      />
    </Labelled>
  )
}

export interface Choice {
  value: string
  label: string
}

/** Codes with their words. */
export function useChoices(codes: readonly string[]): Choice[] {
  const { lang } = useEditing()
  const { values } = inLanguage(memberTexts, lang)
  return codes.map((value) => ({ value, label: values[value] ?? value }))
}

export function ChoiceField(props: FieldProps & { choices: readonly Choice[]; optional?: boolean }) {
  const { id, label, value, put, faults, off } = useField(props)
  return (
    <Labelled {...{ id, label, faults }} hint={props.hint}>
      <Select
        id={id}
        aria-label={label}
        options={[...props.choices]}
        value={typeof value === 'string' ? value : undefined}
        allowClear={props.optional === true}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={off}
        onChange={(next?: string) => put(next)}
      />
    </Labelled>
  )
}

/** Several of a list; none stands for no restriction. `free`: also what is in no list. */
export function ManyField(
  props: FieldProps & { choices: readonly Choice[]; free?: boolean; keepEmpty?: boolean },
) {
  const { id, label, value, put, faults, off } = useField(props)
  return (
    <Labelled {...{ id, label, faults }} hint={props.hint}>
      <Select
        id={id}
        aria-label={label}
        mode={props.free ? 'tags' : 'multiple'}
        options={[...props.choices]}
        value={Array.isArray(value) ? (value as string[]) : []}
        disabled={off}
        onChange={(next: string[]) => put(next.length || props.keepEmpty ? next : undefined)}
      />
    </Labelled>
  )
}

export function YesField(props: FieldProps) {
  const { id, label, value, put, faults, off } = useField(props)
  return (
    <Labelled {...{ id, label, faults }} hint={props.hint}>
      <Switch id={id} aria-label={label} checked={value === true} disabled={off} onChange={put} />
    </Labelled>
  )
}

/** A part of an editor, under a heading. */
export function Box({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {note && <span className="small faint">{note}</span>}
      </header>
      <div className="in">{children}</div>
    </section>
  )
}
