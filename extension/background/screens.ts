import type { Adapter, Screen } from '../../worker/contract/adapter.ts'

/** True where a Chrome match pattern (`scheme://host[:port]/path`, `*` any run) speaks of the address. */
function matches(pattern: string, url: string): boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
  return new RegExp(`^${source}$`).test(url)
}

/** The screens that may stand in a frame of that address, with ids that tell the adapter. */
export function screensFor(adapters: Adapter[], url: string): Screen[] {
  return adapters
    .filter(({ hosts }) => !hosts.length || hosts.some((pattern) => matches(pattern, url)))
    .flatMap(({ id, screens }) => screens.map((screen) => ({ ...screen, id: `${id}/${screen.id}` })))
}

/** What a customer number looks like on a screen named as above. */
export function numberPattern(adapters: Adapter[], screenId: string): string {
  const [adapterId] = screenId.split('/')
  return adapters.find(({ id }) => id === adapterId)?.numberPattern ?? '$^'
}
