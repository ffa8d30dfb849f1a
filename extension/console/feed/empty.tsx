import type { Language } from '../../../worker/contract/text.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { inLanguage } from '../language.ts'

const FILES = 'npm run import -- --data DIR --mapping mapping.json'
const HTTP = `curl "$EDGE/v1/ingest/customers?dataset=core&load=first" \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/x-ndjson" \\
  -H "Idempotency-Key: core-first-1" --data-binary @customers.ndjson
curl -X POST "$EDGE/v1/ingest/loads/first/finish" \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"dataset":"core","currency":"CNY","customers":1000,"events":0}'`

/** Nothing was sent yet: how it is done. */
export function Empty({ lang }: { lang: Language }) {
  const t = inLanguage(feedTexts, lang).empty
  return (
    <section className="con-box" aria-label={t.title}>
      <header>
        <h2>{t.title}</h2>
      </header>
      <div className="in con-feed-empty">
        <p>{t.detail}</p>
        <p>{t.files}</p>
        <pre>{FILES}</pre>
        <p>{t.http}</p>
        <pre>{HTTP}</pre>
        <p className="dim">{t.sees}</p>
      </div>
    </section>
  )
}
