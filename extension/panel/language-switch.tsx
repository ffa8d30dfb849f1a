import type { FromPanel } from '../messages.ts'

/** Goes over to the other language; named in that language. */
export function LanguageSwitch({
  label,
  lang,
  send,
}: {
  label: string
  lang: string
  send(message: FromPanel): void
}) {
  const other = lang === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      className="link small"
      lang={other}
      onClick={() => send({ type: 'language', language: other })}
    >
      {label}
    </button>
  )
}
