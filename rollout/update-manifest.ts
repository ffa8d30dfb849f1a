/** What a browser needs to know to take a version. */
export interface Offer {
  id: string
  /** Absolute address of the CRX file. */
  codebase: string
  version: string
  /** The oldest browser that takes it. */
  minimumChrome: string
  /** SHA-256 of the CRX file in hex, and its length in bytes. */
  sha256: string
  size: number
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** The answer of an update server, protocol 2.0, as a file that any web server can hand out. */
export function updateManifest({ id, codebase, version, minimumChrome, sha256, size }: Offer): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${escaped(codebase)}" version="${version}" prodversionmin="${minimumChrome}" hash_sha256="${sha256}" size="${size}"/>
  </app>
</gupdate>
`
}

/** Version that an update manifest offers; null where it offers none. */
export const offeredVersion = (xml: string): string | null =>
  /<updatecheck [^>]*\bversion="([\d.]+)"/.exec(xml)?.[1] ?? null
