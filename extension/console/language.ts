import type { Language } from '../../worker/contract/text.ts'

/** The half of our words that the reader reads. */
export const inLanguage = <T>({ zh, en }: { zh: T; en: T }, lang: Language): T => (lang === 'zh-CN' ? zh : en)
