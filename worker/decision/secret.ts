import type { Attribute, Facts } from '../contract/catalogue.ts'

/** Names of attributes that are never shown (C3: passwords, biometrics). They belong in no rule, and leave the edge never. */
export const secretAmong = (catalogue: readonly Attribute[]): ReadonlySet<string> =>
  new Set(catalogue.filter(({ sensitivity }) => sensitivity === 'C3').map(({ name }) => name))

/** Facts that may leave the edge. */
export function withoutSecret(facts: Facts, secret: ReadonlySet<string>): Facts {
  if (secret.size === 0 || !Object.keys(facts).some((name) => secret.has(name))) return facts
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !secret.has(name)))
}

/** Secret attributes that a text for people names, each once. */
export function secretNamed(text: string, secret: ReadonlySet<string>): string[] {
  if (secret.size === 0) return []
  const named = [...text.matchAll(/\bcustomer\.([a-z0-9_]+)/g)].map(([, name = '']) => name)
  return [...new Set(named)].filter((name) => secret.has(name))
}
