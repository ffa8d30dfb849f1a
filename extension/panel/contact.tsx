import type { FromPanel } from '../messages.ts'
import type { ContactView, PanelWords } from '../views.ts'
import { Section } from './section.tsx'

interface ContactProps {
  contact: ContactView | null
  words: PanelWords
  send(message: FromPanel): void
}

/** The steps of the contact under way, one a row; done ones stay ticked. */
export function Contact({ contact, words, send }: ContactProps) {
  if (!contact) return null
  const { keyShort, line, steps } = contact
  return (
    <Section title={words.contact} hint={line}>
      <ul>
        {steps.map((step) => (
          <Step
            key={step.id}
            step={step}
            words={words}
            done={() => send({ type: 'step', keyShort, stepId: step.id })}
          />
        ))}
      </ul>
    </Section>
  )
}

interface StepProps {
  step: ContactView['steps'][number]
  words: PanelWords
  done(): void
}

/** Not disabled when done: that would lose the focus of whoever ticked it by the keyboard. */
function Step({ step: { label, at }, words, done }: StepProps) {
  const kept = at !== ''
  return (
    <li>
      <label className="step" title={kept ? words.stepKept : undefined}>
        <input type="checkbox" checked={kept} aria-disabled={kept} onChange={() => kept || done()} />
        <span className={kept ? 'dim' : undefined}>{label}</span>
        {kept && <time className="small dim">{at}</time>}
      </label>
    </li>
  )
}
