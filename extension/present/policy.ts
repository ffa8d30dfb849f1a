import type { Language } from '../../worker/contract/text.ts'
import { type Texts, textsIn } from '../texts/index.ts'
import type { PolicyView } from '../views.ts'

type Key = keyof Texts['policy']['keys']

/** The policy as it was received; `values` without the secret, null where it cannot be used. */
export interface ReceivedPolicy {
  source: 'managed' | 'local' | 'none'
  values: { [K in Exclude<Key, 'hmacSecret'>]?: string | undefined } | null
  /** Keys that are missing or wrong. */
  problems: { key: string }[]
}

const keys: readonly Key[] = [
  'edgeUrl',
  'issuer',
  'clientId',
  'audience',
  'hmacKeyId',
  'hmacSecret',
  'language',
]

function valueText({ policy }: Texts, { source, values }: ReceivedPolicy, key: Key): string {
  if (source === 'none') return policy.missing
  if (!values) return key === 'language' ? '' : policy.received
  if (key === 'hmacSecret') return policy.hidden
  return values[key] ?? (key === 'language' ? policy.languageByAgent : policy.missing)
}

/** The options page: read-only, the secret never among the values. */
export function presentPolicy(language: Language, received: ReceivedPolicy): PolicyView {
  const texts = textsIn(language)
  const { policy } = texts
  const wrong = new Set(received.problems.map(({ key }) => key))
  const { title, detail } = policy.sources[received.source]
  return {
    lang: language,
    title: policy.title,
    source: title,
    detail,
    rows: keys.map((key) => ({
      key,
      label: policy.keys[key].label,
      value: wrong.has(key) ? '' : valueText(texts, received, key),
      problem: wrong.has(key) ? policy.wrong(policy.keys[key].must) : '',
    })),
    problemsLine: policy.problems(wrong.size),
  }
}
