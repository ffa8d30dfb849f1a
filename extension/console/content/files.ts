/** Members in alphabetical order, id first: two exports of the same differ in nothing. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const rank = (name: string) => (name === 'id' || name === 'name' ? `0${name}` : `1${name}`)
  const names = Object.keys(value).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
  return Object.fromEntries(names.map((name) => [name, ordered((value as Record<string, unknown>)[name])]))
}

/** JSON that reviews well: one order, two spaces, a line feed at the end. */
export const fileText = (value: unknown): string => `${JSON.stringify(ordered(value), null, 2)}\n`

/** Hands a file to the browser's downloads. */
export function download(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([fileText(value)], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  // The download has its own hold on the file by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** What a chosen file holds; undefined where it is no JSON object. */
export async function readJson(file: Blob): Promise<object | undefined> {
  try {
    const read: unknown = JSON.parse(await file.text())
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined
  } catch {
    return undefined
  }
}
