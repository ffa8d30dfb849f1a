import { useCallback, useSyncExternalStore } from 'react'

/** What stands after `#`, such as `tips/maturity-choices`: page, then places in it. */
export function placesIn(hash: string): string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })
}

export const addressOf = (...places: string[]): string => `#${places.map(encodeURIComponent).join('/')}`

export function goTo(...places: string[]): void {
  location.hash = addressOf(...places)
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/** Where the console is. */
export function useRoute(): string[] {
  const hash = useSyncExternalStore(
    subscribe,
    useCallback(() => location.hash, []),
  )
  return placesIn(hash)
}
