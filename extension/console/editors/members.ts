import type { Path } from './context.ts'

/** The member at a path; undefined where there is none. */
export function memberAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    content,
  )
}

/** The same with another member at a path; undefined takes it out. */
export function withMember(content: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) return value
  const inner = withMember((content as Record<string, unknown> | undefined)?.[name], rest, value)
  if (Array.isArray(content)) {
    return inner === undefined ? content.toSpliced(Number(name), 1) : content.with(Number(name), inner)
  }
  const { [name]: _, ...others } = (content ?? {}) as Record<string, unknown>
  if (inner === undefined) return others
  return { ...(content as object), [name]: inner }
}
