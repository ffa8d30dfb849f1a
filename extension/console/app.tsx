import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useCallback, useEffect, useState } from 'react'
import type { Language } from '../../worker/contract/text.ts'
import { ask } from '../panel/ask.ts'
import { Shell } from './shell/shell.tsx'
import { useTheme } from './shell/theme.ts'

const browserLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh-CN' : 'en')

/** The reader's language: theirs as chosen in Fineline, else the browser's. */
function useLanguage(): [Language | null, (language: Language) => void] {
  const [lang, setLang] = useState<Language | null>(null)
  useEffect(() => {
    void ask({ type: 'status' }).then(
      (status) => setLang(status.lang),
      () => setLang(browserLanguage()),
    )
  }, [])
  const choose = useCallback((language: Language) => {
    setLang(language)
    void ask({ type: 'language', language }).catch(() => null)
  }, [])
  return [lang, choose]
}

/** The console: component library, language and frame. */
export function Console() {
  const [lang, setLanguage] = useLanguage()
  const theme = useTheme()
  useEffect(() => {
    if (lang) document.documentElement.lang = lang
  }, [lang])
  if (!lang) return null
  return (
    <ConfigProvider
      locale={lang === 'zh-CN' ? zhCN : enUS}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App className="con">
        <Shell lang={lang} setLanguage={setLanguage} />
      </App>
    </ConfigProvider>
  )
}
