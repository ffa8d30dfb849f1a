import type { ReadStep, Screen } from '../../worker/contract/adapter.ts'

/** Finds nothing on any page. */
const NOWHERE: ReadStep = { css: ':not(*)', from: 'text' }

/** Every CSS selector in a part of an adapter. */
function selectors(part: unknown): string[] {
  if (!(part instanceof Object)) return []
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value !== 'string' ? selectors(value) : name === 'css' || name === 'each' ? [value] : [],
  )
}

/** What is left of a screen that cannot be read: where it stands, and that nobody can say who the customer is. */
function doubtful({ id, when, guards }: Screen, sound: (part: unknown) => boolean): Screen {
  const { present = [], absent = [] } = when
  return {
    id,
    when: { ...when, present: present.filter(sound), absent: absent.filter(sound) },
    customer: { number: [NOWHERE], anchor: [NOWHERE], placement: 'corner' },
    fields: {},
    guards: guards.filter(sound),
  }
}

/**
 * The screens with those that hold a selector no browser takes made harmless: one mistake must not blind all others.
 * They come last and say "not checked" where no other screen fits. `takes` tries one selector.
 */
export function soundScreens(screens: Screen[], takes: (css: string) => boolean): Screen[] {
  const sound = (part: unknown) => selectors(part).every(takes)
  return [
    ...screens.filter(sound),
    ...screens.filter((screen) => !sound(screen)).map((screen) => doubtful(screen, sound)),
  ]
}

/** True where this browser understands the selector. */
export function takesSelector(css: string): boolean {
  try {
    document.createDocumentFragment().querySelector(css)
    return true
  } catch {
    return false
  }
}
