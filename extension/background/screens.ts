import type { Adapter, Screen } from '../../worker/contract/adapter.ts'
import { fitsGlob } from '../host/glob.ts'
import type { Policy } from '../policy.ts'

/**
 * True where a Chrome match pattern (`scheme://host[:port]/path`) speaks of the address; without a port, of every port.
 * Of an origin without a path (`https://crm.bank.example`) every path may be meant.
 */
function matches(pattern: string, url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, hostname, pathname, search, origin } = new URL(url)
  const [, scheme = '', place = '', path = ''] = /^([^:]+):\/\/([^/]+)(\/.*)$/.exec(pattern) ?? []
  const schemes = scheme === '*' ? ['http:', 'https:'] : [`${scheme}:`]
  return (
    schemes.includes(protocol) &&
    (fitsGlob([place], host) || fitsGlob([place], hostname)) &&
    (url === origin || fitsGlob([path], pathname + search))
  )
}

/** True where policy lets Fineline act on a page of that address; one that names no hosts lets it on all of the package's. */
export const isActive = (policy: Pick<Policy, 'hosts'> | null, url: string): boolean =>
  !policy?.hosts || policy.hosts.some((pattern) => matches(pattern, url))

/** The screens that may stand in a frame of address `url` in a window of address `top`, with ids that tell the adapter. */
export function screensFor(adapters: readonly Adapter[], url: string, top: string): Screen[] {
  return adapters
    .filter(({ hosts }) => !hosts.length || hosts.some((pattern) => matches(pattern, url)))
    .flatMap(({ id, screens }) => screens.map((screen) => ({ ...screen, id: `${id}/${screen.id}` })))
    .filter(({ when }) => !when.top || fitsGlob(when.top, top))
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
