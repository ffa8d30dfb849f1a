import { Button } from 'antd'
import { ActionKind } from '../../../worker/contract/action.ts'
import { editorTexts } from '../../texts/console/editor.ts'
import { sentenceTexts } from '../../texts/console/sentence.ts'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { Box, ChoiceField, LineField, ManyField, useChoices, YesField } from './fields.tsx'
import { OptionalCondition } from './optional-condition.tsx'
import { Sentence } from './sentence.tsx'
import { TextPair } from './text-field.tsx'

function Rule() {
  const { lang, content, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const steps = playbook.playbook.contactSteps.map(({ id, label }) => ({
    value: id,
    label: inLanguage(label, lang),
  }))
  const actions = useChoices(ActionKind.options)
  const on = content.on
  return (
    <Box title={t.rule} note={inLanguage(sentenceTexts, lang).marked}>
      <Sentence />
      <div className="con-grid">
        <ChoiceField at={['on']} choices={useChoices(['customer', 'action', 'remark'])} />
        <ChoiceField at={['verdict']} choices={useChoices(['remind', 'warn', 'block'])} />
        <ChoiceField at={['inDoubt']} choices={useChoices(['stop', 'proceed'])} />
        {on === 'action' && <ManyField at={['actions']} choices={actions} />}
        {on === 'action' && <ManyField at={['requires']} choices={steps} />}
      </div>
      {on === 'remark' ? (
        <Remark />
      ) : (
        <>
          <OptionalCondition name="applies" add={t.addApplies} />
          <OptionalCondition name="condition" add={t.addCondition} />
        </>
      )}
    </Box>
  )
}

function Remark() {
  const t = inLanguage(editorTexts, useEditing().lang)
  return (
    <>
      <ManyField at={['text', 'phrases']} choices={[]} free keepEmpty hint={t.phrases} />
      <ManyField at={['text', 'innocent']} choices={[]} free />
      <ManyField at={['text', 'required']} choices={[]} free />
      <ManyField
        at={['text', 'detect']}
        choices={useChoices(['card', 'cn-id', 'mobile', 'cvv', 'otp'])}
        keepEmpty
      />
    </>
  )
}

function Reasons() {
  const { content, set, readOnly, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const reasons = Array.isArray(content.overrideReasons) ? (content.overrideReasons as { id: string }[]) : []
  const add = () => {
    const blank = { id: `reason-${reasons.length + 1}`, label: { zh: '', en: '' } }
    set(['overrideReasons'], [...reasons, blank])
  }
  const remove = (at: number) => {
    const left = reasons.toSpliced(at, 1)
    set(['overrideReasons'], left.length ? left : undefined)
  }
  return (
    <Box title={t.reasons} note={t.reasonsHint}>
      {reasons.map(({ id }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reason's id is being written
        <div key={at} className="con-item">
          <LineField at={['overrideReasons', at, 'id']} hint={t.idHint} />
          <TextPair at={['overrideReasons', at, 'label']} rows={1} />
          <Button
            type="text"
            size="small"
            disabled={readOnly}
            aria-label={`${t.removeReason} ${id}`}
            onClick={() => remove(at)}
          >
            {t.removeReason}
          </Button>
        </div>
      ))}
      <Button type="link" disabled={readOnly} onClick={add}>
        {t.addReason}
      </Button>
    </Box>
  )
}

export function CheckEditor() {
  const t = inLanguage(editorTexts, useEditing().lang)
  return (
    <>
      <Rule />
      <Box title={t.finding} note={t.placesHint}>
        <TextPair at={['label']} rows={1} limits={{ zh: 12, en: 40 }} />
        <TextPair at={['headline']} rows={1} limits={{ zh: 24, en: 60 }} places={false} />
        <TextPair at={['finding']} rows={2} limits={{ zh: 90, en: 240 }} places />
        <TextPair at={['whatNow']} rows={2} limits={{ zh: 60, en: 160 }} places />
      </Box>
      <Reasons />
      <Box title={t.basis}>
        <TextPair at={['citation']} rows={1} />
        <div className="con-grid">
          <LineField at={['citationUrl']} type="url" />
          <LineField at={['effectiveFrom']} type="date" />
          <LineField at={['effectiveUntil']} type="date" />
          <LineField at={['reviewOn']} type="date" />
          <YesField at={['verified']} />
        </div>
      </Box>
    </>
  )
}
