/** A storage area of a browser, as far as it is used. */
export function area() {
  const kept: Record<string, unknown> = {}
  return {
    kept,
    get: async () => structuredClone(kept),
    set: async (items: Record<string, unknown>) => void Object.assign(kept, structuredClone(items)),
    remove: async (name: string) => void delete kept[name],
  }
}
