import { describe, expect, test } from 'vitest'
import { auditTexts } from '../../extension/texts/console/audit.ts'
import { conditionTexts } from '../../extension/texts/console/condition.ts'
import { editorTexts } from '../../extension/texts/console/editor.ts'
import { feedTexts } from '../../extension/texts/console/feed.ts'
import { fleetTexts } from '../../extension/texts/console/fleet.ts'
import { historyTexts } from '../../extension/texts/console/history.ts'
import { issueTexts } from '../../extension/texts/console/issues.ts'
import { lifecycleTexts } from '../../extension/texts/console/lifecycle.ts'
import { memberTexts } from '../../extension/texts/console/members.ts'
import { phraseTexts } from '../../extension/texts/console/phrase.ts'
import { pushTexts } from '../../extension/texts/console/push.ts'
import { recordsTexts } from '../../extension/texts/console/records.ts'
import { scopeTexts } from '../../extension/texts/console/scope.ts'
import { segmentationTexts } from '../../extension/texts/console/segmentation.ts'
import { sentenceTexts } from '../../extension/texts/console/sentence.ts'
import { shellTexts } from '../../extension/texts/console/shell.ts'

/** Every text by its path; functions are asked with a figure for each argument. */
function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, String(value('7', '7', '7', '7'))]]
  return Object.entries(value as object).flatMap(([key, one]) => leaves(one, `${path}.${key}`))
}

const areas = {
  ...{ auditTexts, conditionTexts, editorTexts, historyTexts, issueTexts, lifecycleTexts },
  feedTexts,
  ...{ fleetTexts, memberTexts, phraseTexts, pushTexts, recordsTexts, scopeTexts, sentenceTexts },
  ...{ segmentationTexts, shellTexts },
}
/** Named in its own language, joined to something, or nothing on purpose. */
const exempt = /^\.(language|languages\.|each$|list$|or$|and$|operators\.[<>=!]+$)/
const han = /\p{Script=Han}/u

describe.each(Object.entries(areas))('%s', (_, { zh, en }) => {
  const [chinese, english] = [leaves(zh), leaves(en)]

  test('are the same in number and place in both languages, and say something', () => {
    expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path))
    const silent = ([path, text]: [string, string]) =>
      !exempt.test(path) && (!text.trim() || /undefined|\[object|NaN/.test(text))
    expect([...chinese, ...english].filter(silent)).toEqual([])
  })

  test('are English in English, and have Chinese punctuation beside Chinese', () => {
    expect(english.filter(([path, text]) => !exempt.test(path) && han.test(text))).toEqual([])
    const mixed = /\p{Script=Han}\s*[,.;:?!()]|[,;:?!()]\s*\p{Script=Han}/u
    expect(chinese.filter(([, text]) => mixed.test(text))).toEqual([])
  })
})
