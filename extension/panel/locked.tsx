import type { FromPanel, HomeWords } from '../messages.ts'

/** Nothing of a customer, until the agent has signed in anew. */
export function Locked({ words, send }: { words: HomeWords; send(message: FromPanel): void }) {
  return (
    <main className="state">
      <h1>
        <span>{words.title}</span>
      </h1>
      <p>{words.detail}</p>
      <div className="row">
        <button type="button" className="btn primary" onClick={() => send({ type: 'unlock' })}>
          {words.unlock}
        </button>
      </div>
    </main>
  )
}
