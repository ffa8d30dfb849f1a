import { Trouble, terminalLanguage } from './trouble.ts'

/** An edge, and as whom it is asked. */
export interface Edge {
  /** Address. */
  edge: string
  token: string
}

/**
 * Asks an edge, in the language of the terminal. With a body it is JSON that is sent.
 * @throws Trouble where nobody answers
 */
export function askEdge({ edge, token }: Edge, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    authorization: `Bearer ${token}`,
    'accept-language': terminalLanguage(process.env),
    ...(init.body != null && { 'content-type': 'application/json' }),
  }
  return fetch(new URL(path, edge), { ...init, headers }).catch((error) => {
    throw new Trouble({ zh: `连不上 ${edge}：${error}`, en: `${edge} cannot be reached: ${error}` })
  })
}

/** What the edge says against it, and what to do. */
export async function refusalOf(answer: Response): Promise<Trouble> {
  const { title = '', remedy = '' } = safely(await answer.text())
  return new Trouble({
    zh: `边缘服务答复 ${answer.status}：${title}。${remedy}`,
    en: `The edge answered ${answer.status}: ${title}. ${remedy}`,
  })
}

function safely(text: string): { title?: string; remedy?: string } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
