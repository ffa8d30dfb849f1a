/** The list under a key, begun where there is none yet. */
export function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key)
  if (list) return list
  const fresh: V[] = []
  lists.set(key, fresh)
  return fresh
}
