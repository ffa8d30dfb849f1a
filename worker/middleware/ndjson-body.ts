import { Refusal } from './problems.ts'

/** What a batch may hold once it is unpacked: far more than it needs, and far less than a bomb. */
const MAX_BYTES = 128 * 1_048_576

const TYPES = /^application\/(x-)?ndjson\s*(;|$)/i

/**
 * The lines of an NDJSON body, unpacked where it is compressed, piece by piece and never whole.
 * @throws Refusal not-ndjson-type; while it is read, body-too-large and body-broken
 */
export function ndjsonBody({ headers, body }: Request): AsyncIterable<Uint8Array> {
  if (!TYPES.test(headers.get('content-type') ?? '')) throw new Refusal('not-ndjson-type')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (!['identity', 'gzip'].includes(encoding)) throw new Refusal('not-ndjson-type')
  return bounded(body && (encoding === 'gzip' ? body.pipeThrough(new DecompressionStream('gzip')) : body))
}

async function* bounded(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = stream?.getReader()
  let bytes = 0
  try {
    while (reader) {
      const { done, value } = await reader.read().catch(broken)
      if (done) return
      bytes += value.byteLength
      if (bytes > MAX_BYTES) throw new Refusal('body-too-large')
      yield value
    }
  } finally {
    await reader?.cancel().catch(() => {})
  }
}

function broken(cause: unknown): never {
  throw new Refusal('body-broken', {}, { cause })
}
