/** Markup that is safe to send. */
export interface Html {
  readonly markup: string
}

type Part = Html | readonly Html[] | string | number

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function markupOf(part: Part): string {
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('')
}

/** Template of a page: every value is escaped, markup passes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return {
    markup: strings.reduce((before, text, at) => before + markupOf(parts[at - 1] ?? '') + text),
  }
}

/** Text that already is markup. */
export const raw = (markup: string): Html => ({ markup })

export const nothing = raw('')
