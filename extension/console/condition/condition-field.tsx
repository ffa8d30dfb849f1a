import { Button, Input } from 'antd'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { type ConditionFault, checkCondition } from '../../../worker/decision/check-condition.ts'
import { StateMark } from '../../panel/mark.tsx'
import { conditionTexts } from '../../texts/console/condition.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { useEditing } from '../editors/context.ts'
import { conditionFaultWords } from '../fault-words.ts'
import { inLanguage } from '../language.ts'
import { Builder } from './builder.tsx'
import { contextOf } from './context.ts'
import { countedIn } from './counted.ts'
import type { Group } from './model.ts'
import { fromCel } from './read.ts'
import { toCel } from './write.ts'

/** The text up to a place, then the place marked: where a fault begins. */
function Place({ text, line, column }: { text: string } & Pick<ConditionFault, 'line' | 'column'>) {
  const row = text.split('\n')[line - 1] ?? ''
  const [before, at] = [row.slice(0, column - 1), row.slice(column - 1).match(/^[\w.]+|^./)?.[0] ?? ' ']
  return (
    <code className="con-code">
      {before.slice(-40)}
      <mark>{at}</mark>
      {row.slice(column - 1 + at.length, column + 40)}
    </code>
  )
}

function Fault({ fault, text, put }: { fault: ConditionFault; text: string; put(text: string): void }) {
  const { lang, readOnly } = useEditing()
  const t = inLanguage(conditionTexts, lang)
  const { line, column, message, suggestion } = fault
  const mend = () => {
    const lines = text.split('\n')
    const row = lines[line - 1] ?? ''
    const rest = row.slice(column - 1)
    const wrong = rest.match(suggestion?.includes('.') ? /^[\w.]+/ : /^"?[\w/-]+"?/)?.[0] ?? ''
    const quoted = wrong.startsWith('"') ? JSON.stringify(suggestion) : (suggestion ?? '')
    put(lines.with(line - 1, row.slice(0, column - 1) + quoted + rest.slice(wrong.length)).join('\n'))
  }
  return (
    <li>
      <StateMark mark="block" /> {t.fault(line, column, conditionFaultWords(message, lang))}{' '}
      <Place {...{ text, line, column }} />
      {suggestion && !readOnly && (
        <Button type="link" size="small" onClick={mend}>
          {t.meant(suggestion)} {t.useIt}
        </Button>
      )}
    </li>
  )
}

/** The group that is shown stays the same object while the text is what it wrote. */
function useGroup(text: string, read: (text: string) => Group | undefined) {
  const [group, setGroup] = useState(() => read(text))
  const written = useRef(text)
  useEffect(() => {
    if (written.current === text) return
    written.current = text
    setGroup(read(text))
  }, [text, read])
  const took = (next: Group, text: string) => {
    written.current = text
    setGroup(next)
  }
  return [group, took] as const
}

/** A condition: builder and CEL text, each following the other, and what is wrong with it. */
export function ConditionField({ name }: { name: string }) {
  const { content, kind, lang, playbook, readOnly, set } = useEditing()
  const t = inLanguage(conditionTexts, lang)
  const { members } = inLanguage(memberTexts, lang)
  const id = useId()
  const text = String(content[name] ?? '')
  const on = kind === 'check' ? content.on : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the content only `on` says whether a page is read
  const context = useMemo(() => contextOf(playbook.playbook, kind, content), [playbook, kind, on])
  const read = useMemo(() => (text: string) => fromCel(text, context.env, context), [context])
  const [group, took] = useGroup(text, read)
  const faults = useMemo(() => checkCondition(text, context.env), [text, context])
  const put = (text: string) => set([name], text)
  const counted = useMemo(() => (group ? countedIn(group, context) : new Map()), [group, context])
  const building = useMemo(
    () => ({ lang, ...context, parameters: playbook.playbook.parameters, counted }),
    [lang, context, playbook, counted],
  )
  const change = (next: Group) => {
    const written = toCel(next, context)
    // The library also tells of names it gave to lines: that is nothing anybody wrote.
    const changed = !group || toCel(group, context) !== written
    took(next, changed ? written : text)
    if (changed) put(written)
  }
  return (
    <fieldset className="con-condition" aria-label={members[name]}>
      {group ? (
        <>
          <Builder {...{ group, building, change }} label={members[name] ?? name} disabled={readOnly} />
          {group.rules.length === 0 && <p className="small faint">{t.empty}</p>}
        </>
      ) : (
        <p className="notice">{t.unread}</p>
      )}
      <div className="con-cel">
        <label htmlFor={id} className="small faint">
          CEL
        </label>
        <Input.TextArea
          id={id}
          aria-label={`${t.celText} · ${members[name]}`}
          className="con-code"
          autoSize={{ minRows: 1, maxRows: 12 }}
          spellCheck={false}
          value={text}
          disabled={readOnly}
          status={faults.length ? 'error' : ''}
          onChange={({ target }) => put(target.value)}
        />
        <span role="status">
          <StateMark mark={faults.length ? 'block' : 'pass'} />
          <span className="unseen">{faults.length ? '' : t.fine}</span>
        </span>
      </div>
      {faults.length > 0 && (
        <ul className="con-faults">
          {faults.map((fault) => (
            <Fault key={`${fault.line}:${fault.column}:${fault.message}`} {...{ fault, text, put }} />
          ))}
        </ul>
      )}
    </fieldset>
  )
}
