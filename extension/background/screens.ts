import type { Adapter, Screen } from '../../worker/contract/adapter.ts'

const glob = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')

/** True where a Chrome match pattern (`scheme://host[:port]/path`) speaks of the address; without a port, of every port. */
function matches(pattern: string, url: string): boolean {
  const { protocol, host, hostname, pathname, search } = new URL(url)
  const [, scheme = '', place = '', path = ''] = /^([^:]+):\/\/([^/]+)(\/.*)$/.exec(pattern) ?? []
  const fits = (part: string, text: string) => new RegExp(`^${glob(part)}$`).test(text)
  const schemes = scheme === '*' ? ['http:', 'https:'] : [`${scheme}:`]
  return (
    schemes.includes(protocol) &&
    (fits(place, host) || fits(place, hostname)) &&
    fits(path, pathname + search)
  )
}

/** The screens that may stand in a frame of that address, with ids that tell the adapter. */
export function screensFor(adapters: readonly Adapter[], url: string): Screen[] {
  return adapters
    .filter(({ hosts }) => !hosts.length || hosts.some((pattern) => matches(pattern, url)))
    .flatMap(({ id, screens }) => screens.map((screen) => ({ ...screen, id: `${id}/${screen.id}` })))
}

/** The adapter of a screen named as above. */
export function adapterOf(adapters: readonly Adapter[], screenId: string): Adapter | undefined {
  const [adapterId] = screenId.split('/')
  return adapters.find(({ id }) => id === adapterId)
}

/** The screen named as above, under the id of its own file. */
export function screenOf(adapters: readonly Adapter[], screenId: string): Screen | undefined {
  const [, ownId] = screenId.split('/')
  return adapterOf(adapters, screenId)?.screens.find(({ id }) => id === ownId)
}

/** What a customer number looks like on a screen named as above. */
export const numberPattern = (adapters: readonly Adapter[], screenId: string): string =>
  adapterOf(adapters, screenId)?.numberPattern ?? '$^'
