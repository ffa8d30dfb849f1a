import type { FromPopup } from '../../extension/messages.ts'

/** What the page is given in place of the background: the edge's answers, or why there are none. */
export interface Given {
  lang: 'zh-CN' | 'en'
  answers: Record<string, unknown>
  readings: unknown
  /** In place of every answer of the edge. */
  why?: string
  /** Nothing is answered. */
  silent?: boolean
}

const given: Given = JSON.parse(document.getElementById('given')?.textContent ?? '')
const session: Record<string, unknown> = {}
const sent: unknown[] = []

function edge({ method, path, body }: Extract<FromPopup, { type: 'edge' }>) {
  if (given.why) return { why: given.why }
  if (method !== 'GET') {
    sent.push({ method, path, body })
    return { status: 200, etag: '', body: given.answers[`${method} ${path}`] ?? {} }
  }
  const [bare = ''] = path.split('?')
  const found = given.answers[path] ?? given.answers[bare]
  return found ? { status: 200, etag: '', body: found } : { status: 404, etag: '', body: null }
}

async function answer(message: FromPopup): Promise<unknown> {
  if (message.type === 'edge') return given.silent ? new Promise(() => undefined) : edge(message)
  return message.type === 'health' ? given.readings : { lang: given.lang }
}

Object.assign(globalThis, {
  /** Requests that would have changed something, for tests. */
  sent,
  chrome: {
    runtime: { sendMessage: answer },
    storage: {
      local: { onChanged: { addListener: () => undefined, removeListener: () => undefined } },
      session: {
        get: async (key: string) => ({ [key]: session[key] }),
        set: async (values: object) => void Object.assign(session, values),
        remove: async (key: string) => void delete session[key],
      },
    },
  },
})
