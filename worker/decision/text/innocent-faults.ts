import type { Check } from '../../contract/playbook.ts'

/**
 * What is wrong with the innocent wordings of a check, as sentences. One that holds no phrase excuses nothing; one that is
 * a phrase itself would take the phrase out without anybody seeing it.
 */
export function innocentFaults({ id, text }: Check, spelling: (phrase: string) => string[]): string[] {
  if (!text?.innocent) return []
  const spell = (phrase: string) => spelling(phrase).join('')
  const phrases = new Set(text.phrases.map(spell))
  const idle = text.innocent.filter((wording) => {
    const spelled = spell(wording)
    return phrases.has(spelled) || ![...phrases].some((phrase) => spelled.includes(phrase))
  })
  return idle.map((wording) => `check ${id}: the innocent wording "${wording}" holds no phrase and more`)
}
