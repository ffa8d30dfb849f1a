import { ContactChannel, Role } from '../../../worker/contract/context.ts'
import { TipCategory } from '../../../worker/contract/playbook.ts'
import { editorTexts } from '../../texts/console/editor.ts'
import { sentenceTexts } from '../../texts/console/sentence.ts'
import { ConditionField } from '../condition/condition-field.tsx'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { Box, ChoiceField, FigureField, LineField, ManyField, useChoices, YesField } from './fields.tsx'
import { OptionalCondition } from './optional-condition.tsx'
import { Sentence } from './sentence.tsx'
import { TextPair } from './text-field.tsx'

function Audience() {
  const { lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  return (
    <Box title={t.audience} note={inLanguage(sentenceTexts, lang).marked}>
      <Sentence />
      <ConditionField name="eligibility" />
      <OptionalCondition name="applicability" add={t.addApplicability} />
    </Box>
  )
}

function Wording() {
  const t = inLanguage(editorTexts, useEditing().lang)
  return (
    <Box title={t.wording} note={t.placesHint}>
      <TextPair at={['label']} rows={1} limits={{ zh: 14, en: 48 }} />
      <TextPair at={['say']} rows={3} limits={{ zh: 90, en: 240 }} places />
      <TextPair at={['why']} rows={2} limits={{ zh: 30, en: 80 }} places />
    </Box>
  )
}

function When() {
  const { lang, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const { teams, shifts } = playbook.playbook
  const named = (items: typeof teams | typeof shifts) =>
    items.map(({ id, label }) => ({ value: id, label: inLanguage(label, lang) }))
  return (
    <Box title={t.when} note={t.minute}>
      <div className="con-grid">
        <LineField at={['from']} type="datetime-local" dayAt="00:00" />
        <LineField at={['until']} type="datetime-local" dayAt="23:59" />
        <LineField at={['reviewOn']} type="date" />
        <ManyField at={['channels']} choices={useChoices(ContactChannel.options)} />
        <ManyField at={['roles']} choices={useChoices(Role.options)} />
        <ManyField at={['teams']} choices={named(teams)} free />
        <ManyField at={['shifts']} choices={named(shifts)} />
      </div>
    </Box>
  )
}

function Limits() {
  const { lang, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const products = playbook.playbook.products.map(({ code, name }) => ({
    value: code,
    label: `${code} ${inLanguage(name, lang)}`,
  }))
  const share = { min: 0, max: 1, step: 0.05 }
  return (
    <Box title={t.limits} note={t.scoreHint}>
      <div className="con-grid">
        <ChoiceField at={['category']} choices={useChoices(TipCategory.options)} />
        <YesField at={['marketing']} />
        <ChoiceField at={['product']} choices={products} optional />
        <FigureField at={['ages', 'min']} optional min={0} max={130} />
        <FigureField at={['ages', 'max']} optional min={0} max={130} />
        <FigureField at={['cap', 'max']} min={1} max={99} />
        <FigureField at={['cap', 'days']} min={1} max={366} />
        <FigureField at={['control']} min={0} max={0.5} step={0.01} optional hint={t.controlHint} />
        <FigureField at={['score', 'propensity']} {...share} />
        <FigureField at={['score', 'context']} {...share} />
        <FigureField at={['score', 'value']} {...share} />
        <FigureField at={['score', 'lever']} {...share} />
      </div>
    </Box>
  )
}

export function TipEditor() {
  return (
    <>
      <Audience />
      <Wording />
      <When />
      <Limits />
    </>
  )
}
