import { editorTexts } from '../../texts/console/editor.ts'
import { sentenceTexts } from '../../texts/console/sentence.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { Box, ChoiceField, FigureField, LineField, useChoices } from './fields.tsx'
import { Sentence } from './sentence.tsx'
import { TextPair } from './text-field.tsx'

export function SegmentEditor() {
  const { lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  return (
    <>
      <Box title={t.belongs} note={inLanguage(sentenceTexts, lang).marked}>
        <Sentence />
        <ConditionField name="condition" />
      </Box>
      <Box title={t.name}>
        <TextPair at={['label']} rows={1} limits={{ zh: 6, en: 24 }} />
        <FigureField at={['priority']} hint={t.priorityHint} min={0} />
      </Box>
    </>
  )
}

export function ParameterEditor() {
  const { lang, content, live } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const { type, min, max } = content as { type?: string; min?: number; max?: number }
  const bounds =
    min === undefined && max === undefined ? '' : t.bounds(String(min ?? '…'), String(max ?? '…'))
  const hint = [bounds, type === 'money' ? t.unit : ''].filter(Boolean).join(' · ')
  return (
    <Box title={t.general}>
      <TextPair at={['label']} rows={1} />
      <div className="con-grid">
        <ChoiceField
          at={['type']}
          choices={useChoices(['int', 'money', 'string'])}
          disabled={live !== undefined}
        />
        {type === 'string' ? (
          <LineField at={['value']} />
        ) : (
          <FigureField
            at={['value']}
            hint={hint}
            {...(min !== undefined && { min })}
            {...(max !== undefined && { max })}
          />
        )}
        <FigureField at={['min']} optional />
        <FigureField at={['max']} optional />
      </div>
    </Box>
  )
}

export function TeamEditor() {
  const t = inLanguage(editorTexts, useEditing().lang)
  return (
    <Box title={t.general}>
      <TextPair at={['label']} rows={1} limits={{ zh: 12, en: 40 }} />
    </Box>
  )
}

export function ShiftEditor() {
  const t = inLanguage(editorTexts, useEditing().lang)
  return (
    <Box title={t.general}>
      <TextPair at={['label']} rows={1} limits={{ zh: 8, en: 24 }} />
      <div className="con-grid">
        <LineField at={['from']} type="time" />
        <LineField at={['until']} type="time" />
      </div>
    </Box>
  )
}
