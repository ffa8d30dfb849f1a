import { Button } from 'antd'
import { editorTexts } from '../../texts/console/editor.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'

/** A condition that may be absent. */
export function OptionalCondition({ name, add }: { name: string; add: string }) {
  const { content, set, readOnly, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const { members } = inLanguage(memberTexts, lang)
  if (content[name] === undefined)
    return (
      <Button type="link" disabled={readOnly} onClick={() => set([name], 'true')}>
        {add}
      </Button>
    )
  return (
    <div className="con-optional">
      <div className="row">
        <h3>{members[name]}</h3>
        <span className="space" />
        <Button type="text" size="small" disabled={readOnly} onClick={() => set([name], undefined)}>
          {t.removeCondition}
        </Button>
      </div>
      <ConditionField name={name} />
    </div>
  )
}
