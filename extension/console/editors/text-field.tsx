import { Input, Select } from 'antd'
import { useRef } from 'react'
import { editorTexts } from '../../texts/console/editor.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { type FieldProps, Labelled, useField } from './fields.tsx'
import { forbiddenIn, piecesOf, placesOf } from './wording.ts'

type Side = 'zh' | 'en'

export interface Limits {
  zh: number
  en: number
}

interface SideProps extends FieldProps {
  side: Side
  limit?: number | undefined
  rows?: number | undefined
  /** Whether facts may stand in it. */
  places?: boolean | undefined
}

/** The same text behind the field, where what facts fill can be coloured. */
function Mirror({ text }: { text: string }) {
  return (
    <div className="mirror" aria-hidden="true">
      {piecesOf(text).map(({ text, name }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs of one text have no other name
        <span key={at} className={name ? 'place' : undefined}>
          {text}
        </span>
      ))}
    </div>
  )
}

/** The text with the names of its facts, as nobody reads braces, and about how long it will be. */
function useReading(text: string, side: Side): { reading: string | undefined; count: number } {
  const { playbook } = useEditing()
  const pieces = piecesOf(text)
  const names = new Map(placesOf(playbook.playbook).map(({ name, label }) => [name, label[side]]))
  const read = pieces.map(({ text, name }) => (name ? `{${names.get(name) ?? name}}` : text)).join('')
  const filled = pieces.some(({ name }) => name)
  return { reading: filled ? read : undefined, count: [...read.replaceAll(/[{}]/g, '')].length }
}

function useForbidden(text: string): string[] {
  const { playbook, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const found = text ? forbiddenIn(text, playbook) : []
  return (found ?? []).map(({ phrase, checkId }) => {
    const check = playbook.playbook.checks.find(({ id }) => id === checkId)
    return t.forbidden(phrase, check ? inLanguage(check.label, lang) : checkId)
  })
}

function Places({ side, disabled, insert }: { side: Side; disabled: boolean; insert(name: string): void }) {
  const { playbook, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const options = placesOf(playbook.playbook).map(({ name, label }) => ({ value: name, label: label[side] }))
  return (
    <Select
      className="con-places"
      size="small"
      variant="borderless"
      aria-label={`${t.insert} · ${inLanguage(memberTexts, lang).languages[side]}`}
      placeholder={t.insert}
      value={null}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={240}
      disabled={disabled}
      onChange={(name: string | null) => name && insert(name)}
    />
  )
}

/** One language of a text. */
function SideField({ side, limit, rows, places, ...props }: SideProps) {
  const { lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const { languages } = inLanguage(memberTexts, lang)
  const field = useField({ ...props, at: [...props.at, side] })
  const own = useField(props)
  const box = useRef<HTMLDivElement>(null)
  const text = typeof field.value === 'string' ? field.value : ''
  const { reading, count } = useReading(text, side)
  const forbidden = useForbidden(text)
  const label = `${languages[side]} · ${own.label}`
  const insert = (name: string) => {
    const area = box.current?.querySelector('textarea')
    const at = area?.selectionStart ?? text.length
    field.put(`${text.slice(0, at)}{{${name}}}${text.slice(at)}`)
  }
  const aside = (
    <>
      {places && <Places side={side} disabled={field.off} insert={insert} />}
      {limit !== undefined && <span className={count > limit ? 'over' : 'faint'}>{t.of(count, limit)}</span>}
    </>
  )
  return (
    <Labelled
      id={field.id}
      label={label}
      faults={[...field.faults, ...forbidden]}
      hint={reading ? t.reads(reading) : props.hint}
      aside={aside}
    >
      <div className="con-text" ref={box}>
        {places && <Mirror text={text} />}
        {rows === 1 ? (
          <Input
            id={field.id}
            aria-label={label}
            lang={side === 'zh' ? 'zh-CN' : 'en'}
            value={text}
            disabled={field.off}
            onChange={({ target }) => field.put(target.value)}
          />
        ) : (
          <Input.TextArea
            id={field.id}
            aria-label={label}
            lang={side === 'zh' ? 'zh-CN' : 'en'}
            autoSize={{ minRows: rows ?? 2, maxRows: 10 }}
            value={text}
            disabled={field.off}
            onChange={({ target }) => field.put(target.value)}
          />
        )}
      </div>
    </Labelled>
  )
}

/** A text in both languages, side by side. */
export function TextPair({
  limits,
  rows,
  places,
  ...props
}: FieldProps & { limits?: Limits; rows?: number; places?: boolean }) {
  return (
    <div className="con-pair">
      <SideField {...props} side="zh" limit={limits?.zh} {...{ rows, places }} />
      <SideField {...props} side="en" limit={limits?.en} {...{ rows, places }} />
    </div>
  )
}
