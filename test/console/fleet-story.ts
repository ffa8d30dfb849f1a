import type { Fleet, FleetBrowser } from '../../worker/contract/fleet.ts'

const DAY = 86_400_000

const browser = (at: number, change: Partial<FleetBrowser> = {}): FleetBrowser => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  ...{ agent: `T0${300 + at}`, team: at % 2 ? '财富一组' : '财富二组', version: '1.4.0', ring: 'all' },
  ...{ playbookVersion: 128, hmacKeyId: '2026-1', homeOffice: false, source: 'managed', problems: [] },
  ...{ received: [], dropped: 0, browser: { name: 'Google Chrome', major: 156, platform: 'Windows' } },
  seenAt: new Date(Date.now() - at * 60_000).toISOString(),
  ...change,
})

const list = [
  browser(1, {
    ...{ ring: 'pilot', version: '1.5.0', hmacKeyId: null, playbookVersion: null },
    problems: [
      { key: 'failMode', fault: 'value' },
      { key: 'hmacSecret', fault: 'missing' },
    ],
  }),
  browser(2, { hmacKeyId: null, problems: [{ key: 'failMode', fault: 'value' }] }),
  browser(3, { seenAt: new Date(Date.now() - 12 * DAY).toISOString(), version: '1.3.2' }),
  browser(4, {
    homeOffice: true,
    dropped: 4,
    browser: { name: 'Microsoft Edge', major: 155, platform: 'Windows' },
  }),
  ...Array.from({ length: 24 }, (_, at) => browser(at + 5)),
]

/** A fleet with two wrong policies, one browser long unseen, and a pilot that is ahead. */
export const fleet: Fleet = {
  ...{ browsers: 1204, seen: 1203, withProblems: 2, homeOffice: 1, dropped: 1 },
  problems: [
    { key: 'failMode', fault: 'value', browsers: 2 },
    { key: 'hmacSecret', fault: 'missing', browsers: 1 },
  ],
  versions: [
    { ring: 'pilot', version: '1.5.0', browsers: 41 },
    { ring: 'pilot', version: '1.4.0', browsers: 3 },
    { ring: 'early', version: '1.4.0', browsers: 118 },
    { ring: 'all', version: '1.4.0', browsers: 912 },
    { ring: 'all', version: '1.3.2', browsers: 129 },
  ],
  keyIds: [
    { hmacKeyId: '2026-1', browsers: 1201 },
    { hmacKeyId: null, browsers: 2 },
  ],
  list,
}

/** Nobody has reported yet. */
export const noFleet: Fleet = {
  ...{ browsers: 0, seen: 0, withProblems: 0, homeOffice: 0, versions: [], keyIds: [], list: [] },
  ...{ dropped: 0, problems: [] },
}
