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
