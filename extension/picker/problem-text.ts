import type { ZodError } from 'zod'

/** What a schema says against a file, in one line: place and reason. Empty where it says nothing. */
export const problemText = (error: ZodError | undefined): string =>
  error?.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ') ??
  ''
