import { vi } from 'vitest'

/** As much of the browser as what is stored and sent needs; what is kept outlives a stop of the worker. */
export function fakeChrome() {
  const kept: Record<string, unknown> = {}
  const alarms = new Map<string, object>()
  const get = async (names?: string | string[]) => {
    const wanted = names === undefined ? Object.keys(kept) : [names].flat()
    return structuredClone(
      Object.fromEntries(wanted.filter((name) => name in kept).map((name) => [name, kept[name]])),
    )
  }
  const local = {
    get,
    getKeys: async () => Object.keys(kept),
    set: async (items: object) => void Object.assign(kept, structuredClone(items)),
    remove: async (names: string | string[]) => {
      for (const name of [names].flat()) delete kept[name]
    },
  }
  vi.stubGlobal('chrome', {
    storage: { local },
    alarms: {
      create: async (name: string, when: object) => void alarms.set(name, when),
      get: async (name: string) => alarms.get(name),
      clear: async (name: string) => alarms.delete(name),
    },
  })
  return { kept, alarms }
}
