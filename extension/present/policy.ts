import type { Language } from '../../worker/contract/text.ts'
import { type Policy, type PolicyKey, type PolicyProblem, policyKeys } from '../policy.ts'
import { type Texts, textsIn } from '../texts/index.ts'
import type { PolicyView } from '../views.ts'

/** The policy as it was received; `values` without the secret, null where it cannot be used. */
export interface ReceivedPolicy {
  source: 'managed' | 'local' | 'none'
  values: Partial<Omit<Policy, 'hmacSecret'>> | null
  /** Keys that are missing or wrong. */
  problems: readonly PolicyProblem[]
  /** Keys that came with a value. */
  received: readonly PolicyKey[]
}

/** A value in words; names and addresses as they are. */
function worded({ policy, off, marks }: Texts, key: PolicyKey, value: unknown): string {
  const { values } = policy
  if (typeof value === 'boolean') return value ? values.yes : values.no
  if (key === 'lockAfterMinutes') return values.minutes(Number(value))
  if (key === 'retentionDays') return values.days(Number(value))
  if (key === 'disabledFeatures')
    return (value as NonNullable<Policy['disabledFeatures']>).map((id) => off.names[id]).join(marks.list)
  if (Array.isArray(value)) return value.join(marks.list)
  const named = key === 'language' || key === 'failMode' || key === 'ring'
  return named ? values[value as 'open'] : String(value)
}

function valueText(texts: Texts, { values, received }: ReceivedPolicy, key: PolicyKey): string {
  const { policy } = texts
  const came = received.includes(key)
  if (came && key === 'hmacSecret') return policy.hidden
  if (came && !values) return policy.received
  const value = key === 'hmacSecret' ? undefined : values?.[key]
  if (value !== undefined) return worded(texts, key, value)
  // Of a policy that is not in use nothing holds, not even what usually does.
  return values && key in policy.usual ? policy.usual[key as keyof typeof policy.usual] : policy.missing
}

/** The options page: read-only, the secret never among the values. */
export function presentPolicy(language: Language, received: ReceivedPolicy): PolicyView {
  const texts = textsIn(language)
  const { policy } = texts
  const faults = new Map(received.problems.map(({ key, fault }) => [key, fault]))
  const { title, detail } = policy.sources[received.source]
  return {
    lang: language,
    title: policy.title,
    source: title,
    detail,
    rows: policyKeys.map((key) => {
      const fault = faults.get(key)
      const { label, must } = policy.keys[key]
      const problem = fault ? policy.faults[fault](must) : ''
      return { key, label, value: fault ? '' : valueText(texts, received, key), problem }
    }),
    problemsLine: policy.problems(faults.size),
  }
}
