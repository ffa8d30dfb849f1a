import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { createContext, useContext } from 'react'
import type {
  ActionProps,
  FieldSelectorProps,
  NotToggleProps,
  ValueEditorProps,
  ValueSelectorProps,
} from 'react-querybuilder'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { conditionTexts } from '../../texts/console/condition.ts'
import { inLanguage } from '../language.ts'
import { countOf as countIn, usePreviewed } from '../preview/previewing.tsx'
import type { Counted } from './counted.ts'
import type { Field } from './fields.ts'
import { countOf } from './model.ts'

/** What the controls of one builder know. */
export interface Building {
  lang: Language
  fields: ReadonlyMap<string, Field>
  segments: Playbook['segments']
  parameters: Playbook['parameters']
  /** What is counted beside lines and groups, by place. */
  counted: ReadonlyMap<string, Counted>
}

export const BuildingContext = createContext<Building | null>(null)

function useBuilding(): Building {
  const building = useContext(BuildingContext)
  if (!building) throw new Error('a control of the builder stands outside of one')
  return building
}

interface Listed {
  name?: string
  label: string
  options?: readonly { name: string; label: string }[]
}

/** Longer lists can be searched by typing. */
const SEARCHED = 6

/** A list to choose from that says what it is for. */
export function Chooser(props: ValueSelectorProps | FieldSelectorProps) {
  const { value, handleOnChange, title, className, disabled } = props
  const options = props.options as readonly Listed[]
  const count = options.reduce((all, one) => all + (one.options?.length ?? 1), 0)
  return (
    <Select
      className={className ?? ''}
      aria-label={title ?? ''}
      options={options.map(({ name = '', label, options }) =>
        options
          ? { label, options: options.map(({ name, label }) => ({ value: name, label })) }
          : { value: name, label },
      )}
      value={value ?? null}
      showSearch={count > SEARCHED ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      disabled={disabled === true}
      onChange={(next: string) => handleOnChange(next)}
    />
  )
}

export function Not({ label, checked, handleOnChange, disabled }: NotToggleProps) {
  return (
    <Checkbox
      checked={checked === true}
      disabled={disabled === true}
      onChange={({ target }) => handleOnChange(target.checked)}
    >
      {label}
    </Checkbox>
  )
}

export function Press({ label, title, className, handleOnClick, disabled }: ActionProps) {
  return (
    <Button
      type={className?.includes('remove') ? 'text' : 'link'}
      size="small"
      className={className ?? ''}
      title={title ?? ''}
      aria-label={title ?? ''}
      disabled={disabled === true}
      onClick={(event) => handleOnClick(event)}
    >
      {label}
    </Button>
  )
}

/** How many customers are left after a line; nothing where that is not counted. */
function Count({ path }: Pick<ActionProps, 'path'>) {
  const { lang, counted } = useBuilding()
  const run = usePreviewed()
  const own = counted.get(path.join('.'))
  const count = own && run && countIn(run, own.text)
  if (!own || count === null || count === undefined) return <span className="con-count" />
  const t = inLanguage(conditionTexts, lang)
  return (
    <span className="con-count small dim num">
      {count === 'pending' ? (
        <span title={t.counting}>…</span>
      ) : (
        t.counts[own.said](count.toLocaleString(lang))
      )}
    </span>
  )
}

/** Takes a line or group out; beside it, whom it leaves. */
export function Remove(props: ActionProps) {
  return (
    <>
      <Count path={props.path} />
      <Press {...props} />
    </>
  )
}

const one = (value: unknown): string => String((Array.isArray(value) ? value[0] : value) ?? '')
const many = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value ? [String(value)] : []

interface Part {
  label: string
  value: unknown
  put(value: string | string[]): void
  off: boolean
}

function Figure({ label, value, put, off, unit }: Part & { unit?: string | undefined }) {
  const figure = Number(one(value))
  return (
    <InputNumber
      aria-label={label}
      suffix={unit}
      precision={Number.isInteger(figure) ? 0 : 2}
      formatter={(shown) => `${shown ?? ''}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
      parser={(typed) => Number((typed ?? '').replaceAll(',', ''))}
      value={Number.isFinite(figure) ? figure : 0}
      disabled={off}
      onChange={(next) => next !== null && Number.isFinite(next) && put(String(next))}
    />
  )
}

function Span({ value, put, off }: Part) {
  const t = inLanguage(conditionTexts, useBuilding().lang)
  const [low = '0', high = '0'] = many(value)
  return (
    <span className="con-span">
      <Figure label={t.low} value={low} off={off} put={(next) => put([one(next), high])} />
      <span aria-hidden="true">–</span>
      <Figure label={t.high} value={high} off={off} put={(next) => put([low, one(next)])} unit={t.days} />
    </span>
  )
}

/** A figure of one's own, or a threshold that the bank sets. */
function Amount({ field, ...part }: Part & { field: Field }) {
  const { lang, parameters } = useBuilding()
  const t = inLanguage(conditionTexts, lang)
  const named = one(part.value)
  const fitting = parameters.filter(({ type }) =>
    field.kind === 'money' ? type === 'money' : type === 'int',
  )
  const thresholds = fitting.map(({ name, label }) => ({
    value: `parameter.${name}`,
    label: inLanguage(label, lang),
  }))
  const threshold = named.startsWith('parameter.')
  return (
    <span className="con-span">
      {threshold ? (
        <Select
          aria-label={part.label}
          options={thresholds}
          value={named}
          disabled={part.off}
          popupMatchSelectWidth={false}
          onChange={(next: string) => part.put(next)}
        />
      ) : (
        <Figure {...part} unit={field.kind === 'money' ? t.yuan : undefined} />
      )}
      {thresholds.length > 0 && (
        <Button
          type="link"
          size="small"
          disabled={part.off}
          onClick={() => part.put(threshold ? '0' : (thresholds[0]?.value ?? '0'))}
        >
          {threshold ? t.figure : t.threshold}
        </Button>
      )}
    </span>
  )
}

function Words({
  label,
  value,
  put,
  off,
  several,
  choices,
}: Part & { several: boolean; choices: readonly Field['values'][number][] }) {
  const { lang } = useBuilding()
  const options = choices.map((choice) => ({ value: choice.name, label: inLanguage(choice.label, lang) }))
  if (several)
    return (
      <Select
        aria-label={label}
        mode={options.length ? 'multiple' : 'tags'}
        options={options}
        value={many(value)}
        disabled={off}
        onChange={(next: string[]) => next.length && put(next)}
      />
    )
  if (!options.length)
    return (
      <Input
        aria-label={label}
        value={one(value)}
        disabled={off}
        onChange={({ target }) => put(target.value)}
      />
    )
  return (
    <Select
      aria-label={label}
      options={options}
      value={one(value)}
      showSearch={{ optionFilterProp: 'label' }}
      disabled={off}
      onChange={(next: string) => put(next)}
    />
  )
}

const SILENT = ['known', 'unknown', 'true', 'false']

/** What a line compares with, by the kind of its field. */
export function Value({ field: name, operator, value, handleOnChange, disabled }: ValueEditorProps) {
  const { lang, fields, segments } = useBuilding()
  const t = inLanguage(conditionTexts, lang)
  const field = fields.get(name)
  const part = { label: t.value, value, put: handleOnChange, off: disabled === true }
  if (name === 'segment')
    return (
      <Words {...part} several={false} choices={segments.map(({ id, label }) => ({ name: id, label }))} />
    )
  if (name === 'cel')
    return (
      <Input.TextArea
        className="con-code"
        aria-label={t.cel}
        title={t.celLine}
        autoSize={{ minRows: 1, maxRows: 6 }}
        value={one(value)}
        disabled={part.off}
        onChange={({ target }) => handleOnChange(target.value)}
      />
    )
  if (!field || SILENT.includes(operator)) return <span className="con-span" />
  const counted = countOf(operator)
  if (counted?.sign === 'between') return <Span {...part} />
  if (counted) return <Figure {...part} unit={counted.count === 'months' ? t.months : t.days} />
  if (field.kind === 'number' || field.kind === 'money') return <Amount {...part} field={field} />
  return <Words {...part} several={operator === 'in' || operator === 'notIn'} choices={field.values} />
}
