import type * as z from 'zod'
import type { Text } from '../worker/contract/text.ts'

type Issue = z.core.$ZodIssue

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(config)'

/** A line for each key that is wrong: its name and what to do. Never the value of a key that is not known. */
export function explainIssues(issues: readonly Issue[]): Text[] {
  return issues.flatMap((issue) => explain(issue))
}

function explain(issue: Issue): Text[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => at([...issue.path, key], key === 'hmacSecret' ? SECRET : UNKNOWN))
  if (issue.code === 'custom' && issue.params?.words) return [at(issue.path, issue.params.words as Text)]
  if (issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message))
    return [at(issue.path, MISSING)]
  return [at(issue.path, { zh: issue.message, en: issue.message })]
}

const at = (path: readonly PropertyKey[], { zh, en }: Text): Text => ({
  zh: `${nameOf(path)}：${zh}`,
  en: `${nameOf(path)}: ${en}`,
})

const MISSING: Text = {
  zh: '缺少。rollout/bank.config.example.json 里有每个键的例子。',
  en: 'is missing. rollout/bank.config.example.json has an example of every key',
}
const UNKNOWN: Text = {
  zh: '没有这个键。请更正或删去。',
  en: 'is no key of this config. Correct or delete it',
}
const SECRET: Text = {
  zh: '密钥不能写在配置里。请删去，改用 --secret-file FILE 或环境变量 FINELINE_HMAC_SECRET。',
  en: 'the secret must not stand in the config. Delete it, and give --secret-file FILE or FINELINE_HMAC_SECRET',
}
