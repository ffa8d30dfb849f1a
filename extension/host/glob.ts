const known = new Map<string, RegExp>()

/** A glob as a regular expression over the whole text: `*` stands for any run of characters. */
function compile(glob: string): RegExp {
  let found = known.get(glob)
  if (!found) {
    found = new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`)
    known.set(glob, found)
  }
  return found
}

/** True where one of the globs fits the whole text. */
export const fitsGlob = (globs: readonly string[], text: string): boolean =>
  globs.some((glob) => compile(glob).test(text))
