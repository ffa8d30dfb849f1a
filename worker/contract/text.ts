import * as z from 'zod'

/** The languages Fineline speaks. */
export const Language = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof Language>

/** A sentence in both languages. Templates may hold `{{customer.age}}`, `{{page.amount}}` and the like. */
export const Text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof Text>

/** Stable, lower-case identifier of a rule, attribute or adapter. */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{1,63}$/, 'must be 2 to 64 lower-case letters, digits, "-" and "_", a letter first')
