import type { Policy } from './policy.ts'

export type AgentLanguage = 'zh-CN' | 'en'

const STORED = 'language'

/** What the agent chose, else what policy says (null: nothing), else the browser's own. */
export async function readLanguage(policy: Policy['language'] | null): Promise<AgentLanguage> {
  const chosen = (await chrome.storage.local.get(STORED))[STORED] as AgentLanguage | undefined
  return chosen ?? policy ?? (chrome.i18n.getUILanguage().startsWith('zh') ? 'zh-CN' : 'en')
}

export async function storeLanguage(language: AgentLanguage): Promise<void> {
  await chrome.storage.local.set({ [STORED]: language })
}
