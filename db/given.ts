import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { Trouble } from './trouble.ts'

/** Bytes of a file that a person named. Throws Trouble that says why it cannot be read. */
export function readGiven(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Names of what stands in a folder that a person named. Throws Trouble that says why it cannot be read. */
export function namesIn(dir: string): Promise<string[]> {
  return readdir(dir).catch((error) => {
    throw unreadable(dir, error)
  })
}

function unreadable(path: string, error: unknown): Trouble {
  const code = String((error as NodeJS.ErrnoException).code)
  const why = {
    ENOENT: { zh: `没有 ${path}。`, en: `There is no ${path}.` },
    EISDIR: { zh: `${path} 是目录，不是文件。`, en: `${path} is a folder, not a file.` },
    ENOTDIR: { zh: `${path} 是文件，不是目录。`, en: `${path} is a file, not a folder.` },
    EACCES: { zh: `没有权限读取 ${path}。`, en: `${path} may not be read by this account.` },
  }[code]
  return new Trouble(why ?? { zh: `无法读取 ${path}（${code}）。`, en: `${path} cannot be read (${code}).` })
}

/** What a JSON text holds. Throws Trouble with file, line and column where it is no JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new Trouble(`${file}, ${placeOf(said, text)}: ${said.replace(/ in JSON at position.*$/, '')}`)
  }
}

/** Where the parser stopped; a text that breaks off, at its end. */
function placeOf(said: string, text: string): string {
  const at = /at position (\d+)/.exec(said)?.[1]
  const lines = text.slice(0, at === undefined ? text.length : Number(at)).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
