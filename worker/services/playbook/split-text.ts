/** Pieces of at most `units` UTF-16 units, none of which begins or ends inside a character. */
export function splitText(text: string, units: number): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + units, text.length)
    const split = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end
    pieces.push(text.slice(start, split))
    start = split
  }
  return pieces
}
