/** How many digits of a key say where it stands. */
const DIGITS = 3

/** Customer keys are keyed hashes: their beginnings spread customers evenly over so many buckets. */
export const BUCKETS = 16 ** DIGITS

/** The bucket of a key of hexadecimal digits. */
export const bucketOf = (key: string): number => Number.parseInt(key.slice(0, DIGITS), 16)

/** Keys of a bucket are from the first of these on, and before the second. */
export const keysOf = (bucket: number): [from: string, before: string] => [
  digitsOf(bucket),
  bucket + 1 < BUCKETS ? digitsOf(bucket + 1) : 'g',
]

const digitsOf = (bucket: number) => bucket.toString(16).padStart(DIGITS, '0')
