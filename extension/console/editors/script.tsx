import { Button } from 'antd'
import { editorTexts } from '../../texts/console/editor.ts'
import { inLanguage } from '../language.ts'
import { type Path, useEditing } from './context.ts'
import { Box, type Choice, ChoiceField, LineField, ManyField, YesField } from './fields.tsx'
import { OptionalCondition } from './optional-condition.tsx'
import { TextPair } from './text-field.tsx'

interface Step {
  id: string
  variants?: Variant[]
}

/** Of one segment where it was written before there could be several. */
interface Variant {
  segments?: string[]
  segment?: string
}

const words = { zh: '', en: '' }

const segmentsOf = ({ segments, segment }: Variant): string[] => segments ?? (segment ? [segment] : [])

function Segments({ variant, at, choices }: { variant: Variant; at: Path; choices: readonly Choice[] }) {
  const { lang } = useEditing()
  const label = inLanguage(editorTexts, lang).variants
  if (variant.segment !== undefined) return <ChoiceField at={[...at, 'segment']} {...{ label, choices }} />
  return <ManyField at={[...at, 'segments']} {...{ label, choices }} keepEmpty />
}

function Variants({ step, at }: { step: Step; at: number }) {
  const { set, readOnly, lang, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const variants = step.variants ?? []
  const choices = playbook.playbook.segments.map(({ id, label }) => ({
    value: id,
    label: inLanguage(label, lang),
  }))
  const put = (next: unknown[]) => set(['steps', at, 'variants'], next)
  return (
    <>
      {variants.map((variant, of) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a variant are being chosen
        <div key={of} className="con-item">
          <Segments {...{ variant, choices }} at={['steps', at, 'variants', of]} />
          <TextPair at={['steps', at, 'variants', of, 'say']} rows={2} places />
          <Button
            type="text"
            size="small"
            disabled={readOnly}
            aria-label={`${t.removeVariant} ${segmentsOf(variant).join(' ')}`}
            onClick={() => put(variants.toSpliced(of, 1))}
          >
            {t.removeVariant}
          </Button>
        </div>
      ))}
      <Button
        type="link"
        disabled={readOnly}
        aria-label={`${t.addVariant}：${t.step(at + 1)}`}
        onClick={() =>
          put([...variants, { segments: choices.slice(0, 1).map(({ value }) => value), say: words }])
        }
      >
        {t.addVariant}
      </Button>
    </>
  )
}

/** What a step does beside being said: a contact step ticked, a rule served. */
function Serves({ at }: { at: number }) {
  const { lang, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const { contactSteps, checks } = playbook.playbook
  const named = (items: typeof contactSteps | typeof checks) =>
    items.map(({ id, label }) => ({ value: id, label: inLanguage(label, lang) }))
  return (
    <div className="con-grid">
      <ManyField at={['steps', at, 'confirms']} choices={named(contactSteps)} />
      <ManyField at={['steps', at, 'discloses']} choices={named(checks)} />
      <LineField at={['steps', at, 'applies']} hint={t.appliesHint} />
    </div>
  )
}

function StepBox({
  step,
  at,
  count,
  move,
  remove,
}: {
  step: Step
  at: number
  count: number
  move(by: number): void
  remove(): void
}) {
  const { readOnly, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const named = (what: string) => `${what}：${t.step(at + 1)}`
  return (
    <Box title={t.step(at + 1)}>
      <TextPair at={['steps', at, 'label']} rows={1} limits={{ zh: 16, en: 48 }} />
      <TextPair at={['steps', at, 'say']} rows={2} limits={{ zh: 90, en: 240 }} places />
      <div className="con-grid">
        <LineField at={['steps', at, 'id']} hint={t.idHint} />
        <YesField at={['steps', at, 'required']} label={t.mustDo} />
      </div>
      <Serves at={at} />
      <Variants step={step} at={at} />
      <div className="row">
        <Button
          size="small"
          disabled={readOnly || at === 0}
          aria-label={named(t.up)}
          onClick={() => move(-1)}
        >
          {t.up}
        </Button>
        <Button
          size="small"
          disabled={readOnly || at === count - 1}
          aria-label={named(t.down)}
          onClick={() => move(1)}
        >
          {t.down}
        </Button>
        <Button
          size="small"
          type="text"
          disabled={readOnly || count === 1}
          aria-label={named(t.removeStep)}
          onClick={remove}
        >
          {t.removeStep}
        </Button>
      </div>
    </Box>
  )
}

export function ScriptEditor() {
  const { content, set, readOnly, lang } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const steps = Array.isArray(content.steps) ? (content.steps as Step[]) : []
  const put = (next: unknown[]) => set(['steps'], next)
  const move = (at: number, by: number) =>
    put(steps.toSpliced(at, 1).toSpliced(at + by, 0, steps[at] as Step))
  const add = () =>
    put([
      ...steps,
      { id: `step-${steps.length + 1}`, label: words, say: words, required: false, variants: [] },
    ])
  return (
    <>
      <Box title={t.general}>
        <TextPair at={['label']} rows={1} limits={{ zh: 16, en: 48 }} />
        <TextPair at={['matter']} rows={1} limits={{ zh: 16, en: 48 }} />
        <LineField at={['reviewOn']} type="date" />
        <OptionalCondition name="likely" add={t.addLikely} />
      </Box>
      {steps.map((step, at) => (
        <StepBox
          // biome-ignore lint/suspicious/noArrayIndexKey: a step's id is being written
          key={at}
          {...{ step, at }}
          count={steps.length}
          move={(by) => move(at, by)}
          remove={() => put(steps.toSpliced(at, 1))}
        />
      ))}
      <Button disabled={readOnly} onClick={add}>
        {t.addStep}
      </Button>
    </>
  )
}
