/** Deepest nesting of a body: the 64 levels that the content of a change may have, and what stands around it. */
export const MOST_DEPTH = 72
/** Most members and elements of a body: ten times those of the largest batch. */
export const MOST_MEMBERS = 50_000

const QUOTE = 34
const BACKSLASH = 92
const [COMMA, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [44, 91, 93, 123, 125]

/**
 * Whether a text has no more levels and members than a body may, told in one pass before anything is built from it.
 * A text that is no JSON may fit too: the parser refuses it.
 */
export function fits(text: string): boolean {
  let [depth, members] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COMMA) members += 1
    else if (code === OPEN || code === OPEN_LIST) depth += 1
    else if (code === CLOSE || code === CLOSE_LIST) depth -= 1
    if (depth > MOST_DEPTH || members >= MOST_MEMBERS) return false
  }
  return true
}

/** Where the string that begins there ends; the end of the text where it never does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 1
    else if (code === QUOTE) return at
  }
  return text.length
}
