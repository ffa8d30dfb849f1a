import type { Language } from '../../worker/contract/text.ts'
import { en } from './en.ts'
import { type Texts, zh } from './zh.ts'

export type { Texts } from './zh.ts'

const texts: Record<Language, Texts> = { 'zh-CN': zh, en }

/** Every word of ours in the reader's language. */
export const textsIn = (language: Language): Texts => texts[language]
