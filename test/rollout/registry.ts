/** A registry below a hive, as a `.reg` file leaves it: values by name, by key. */
export type Registry = Record<string, Record<string, string | number>>

const unquoted = (text: string) => text.slice(1, -1).replace(/\\(.)/g, '$1')

/** What `reg import` of the file would write. Throws on a line that it would not understand. */
export function importReg(file: Buffer, into: Registry = {}): Registry {
  const text = file.toString('utf16le')
  const [first, ...lines] = text.replace(/^\ufeff/, '').split('\r\n')
  if (text[0] !== '\ufeff' || first !== 'Windows Registry Editor Version 5.00')
    throw new Error('no .reg file')
  let key: Record<string, string | number> | null = null
  for (const line of lines) {
    const [, away, name] = /^\[(-?)HKEY_LOCAL_MACHINE\\(.+)\]$/.exec(line) ?? []
    if (name && away)
      for (const one of Object.keys(into)) if (`${one}\\`.startsWith(`${name}\\`)) delete into[one]
    if (name) {
      if (!away) into[name] ??= {}
      key = away ? null : (into[name] ?? null)
      continue
    }
    if (!line || line.startsWith(';')) continue
    const [, value, content = ''] =
      /^("(?:[^"\\]|\\.)*")=(dword:[0-9a-f]{8}|"(?:[^"\\]|\\.)*")$/.exec(line) ?? []
    if (!value || !key) throw new Error(`not understood: ${line}`)
    key[unquoted(value)] = content.startsWith('dword:')
      ? Number.parseInt(content.slice(6), 16)
      : unquoted(content)
  }
  return into
}

/** A key with what is below it, as the browser reads it: numbered values of a key are a list. */
export function readKey(registry: Registry, key: string): Record<string, unknown> {
  const read: Record<string, unknown> = { ...registry[key] }
  for (const [name, values] of Object.entries(registry)) {
    if (!name.startsWith(`${key}\\`)) continue
    const numbers = Object.keys(values)
      .map(Number)
      .toSorted((a, b) => a - b)
    read[name.slice(key.length + 1)] = numbers.map((number) => values[String(number)])
  }
  return read
}
