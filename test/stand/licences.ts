import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './paths.ts'

/** A package as package-lock.json has it. */
export interface Locked {
  license?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
}
export type Lock = { packages: Record<string, Locked> }

/** What is bundled into extension and Worker goes out to others: licences that ask for attribution at most. */
const SHIPPED = ['CC0-1.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']
/** Tools go out to nobody. */
const TOOLS = [...SHIPPED, 'LGPL-3.0-or-later', 'MPL-2.0', 'CC-BY-4.0', 'Python-2.0', 'BlueOak-1.0.0']

export const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path
const isTool = ({ dev, devOptional, optional }: Locked) => Boolean(dev || devOptional || optional)

/** Whether a licence expression can be satisfied by licences of a list: all of `AND`, one of `OR`. */
export function allows(allowed: readonly string[], expression: string): boolean {
  const choices = expression.replace(/[()]/g, '').split(' OR ')
  return choices.some((one) => one.split(' AND ').every((licence) => allowed.includes(licence.trim())))
}

/** Packages whose licence does not allow what is done with them. */
export function licenceFaults({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (!path) return []
    const { license = 'none named' } = locked
    const list = isTool(locked) ? TOOLS : SHIPPED
    return allows(list, license)
      ? []
      : [`${nameOf(path)}: ${license}${isTool(locked) ? '' : ', and it is shipped'}`]
  })
}

/** Everything that is shipped, by licence, as it stands in NOTICE. */
export function shippedByLicence({ packages }: Lock): string[] {
  const shipped = Object.entries(packages).filter(([path, locked]) => path && !isTool(locked))
  const byLicence = Map.groupBy(shipped, ([, { license }]) => license ?? '')
  return [...byLicence]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([licence, all]) =>
        `${licence}: ${[...new Set(all.map(([path]) => nameOf(path)))].toSorted().join(', ')}`,
    )
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** What NOTICE lacks: packages that are shipped, and what their own notices ask to be told on. */
export function noticeFaults(
  lock: Lock,
  notice: string,
  own: readonly { name: string; text: string }[],
): string[] {
  const told = oneLine(notice)
  return [
    ...shippedByLicence(lock).filter((line) => !told.includes(oneLine(line))),
    ...own.filter(({ text }) => !told.includes(oneLine(text))).map(({ name }) => `the notice of ${name}`),
  ]
}

/** The notices of packages that are shipped (Apache License 2.0, 4d). */
function ownNotices({ packages }: Lock): { name: string; text: string }[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    const folder = join(ROOT, path)
    if (!path || isTool(locked) || !existsSync(folder)) return []
    const files = readdirSync(folder).filter((name) => /^notice(\.|$)/i.test(name))
    return files.map((name) => ({ name: nameOf(path), text: readFileSync(join(folder, name), 'utf8') }))
  })
}

/** All that is wrong with the licences of this checkout. */
export function checkLicences(): string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  const notice = readFileSync(join(ROOT, 'NOTICE'), 'utf8')
  const lacking = noticeFaults(lock, notice, ownNotices(lock)).map((line) => `NOTICE lacks: ${line}`)
  return [...licenceFaults(lock), ...lacking]
}
