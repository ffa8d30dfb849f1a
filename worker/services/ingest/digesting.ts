import type { Batch } from './take.ts'

/** Of workerd: a sink that digests what is written to it. */
declare class DigestStream extends WritableStream<Uint8Array> {
  constructor(algorithm: string)
  readonly digest: Promise<ArrayBuffer>
}

/** The body, digested while it is read; the digest is there once it was read to its end. */
export function digesting({ kind, dataset, load, body }: Batch): {
  body: AsyncIterable<Uint8Array>
  digest: Promise<string>
} {
  const sink = new (crypto as unknown as { DigestStream: typeof DigestStream }).DigestStream('SHA-256')
  const writer = sink.getWriter()
  async function* digested() {
    await writer.write(new TextEncoder().encode(`${JSON.stringify([kind, dataset, load ?? null])}\n`))
    for await (const piece of body) {
      await writer.write(piece)
      yield piece
    }
    await writer.close()
  }
  // A body that breaks off leaves a digest that nobody asks for.
  const digest = sink.digest.then(hexOf)
  digest.catch(() => {})
  return { body: digested(), digest }
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
