import { crc32 } from 'node:zlib'
import type { Tree } from './tree.ts'

/** 1 January 1980, the first day that the format knows: when a file was built tells nothing about it. */
const [DATE, TIME] = [0x21, 0]
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x800

function header(name: Buffer, bytes: Buffer): Buffer {
  const fixed = Buffer.alloc(26)
  fixed.writeUInt16LE(VERSION, 0)
  fixed.writeUInt16LE(FLAGS, 2)
  fixed.writeUInt16LE(0, 4)
  fixed.writeUInt16LE(TIME, 6)
  fixed.writeUInt16LE(DATE, 8)
  fixed.writeUInt32LE(crc32(bytes), 10)
  fixed.writeUInt32LE(bytes.length, 14)
  fixed.writeUInt32LE(bytes.length, 18)
  fixed.writeUInt16LE(name.length, 22)
  return fixed
}

const signature = (letters: string): Buffer => Buffer.from(`PK${letters}`, 'latin1')

function directoryEntry(name: Buffer, head: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([signature('\x01\x02'), Buffer.from([VERSION, 0]), head, rest, name])
}

/**
 * A ZIP archive whose bytes follow from the files alone. Nothing is compressed: what a compressor makes differs
 * between its versions and between processors, and two people could not make the same package.
 */
export function zip(tree: Tree): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, bytes] of tree) {
    const name = Buffer.from(path)
    const head = header(name, bytes)
    const file = Buffer.concat([signature('\x03\x04'), head, name, bytes])
    directory.push(directoryEntry(name, head, offset))
    files.push(file)
    offset += file.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(tree.size, 4)
  end.writeUInt16LE(tree.size, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, signature('\x05\x06'), end])
}
