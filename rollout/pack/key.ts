import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { Trouble } from '../../db/trouble.ts'
import { ROOT } from '../build/root.ts'

/** Where a bank's signing key lies unless `--key` says otherwise: never in a checkout. */
export const defaultKeyFile = (id: string): string =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'fineline', `${id}.pem`)

/**
 * The key that signs a bank's packages and gives the extension its id; made on first use, RSA of 2048 bits, readable by
 * its owner alone. Throws Trouble where the file lies in the checkout, may be read by others, or holds no RSA key.
 */
export async function readOrCreateKey(file: string): Promise<{ key: KeyObject; made: boolean }> {
  const place = relative(ROOT, file)
  if (!place.startsWith('..') && !isAbsolute(place)) throw inCheckout(file)
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (pem === null) return { key: await create(file), made: true }
  await expectPrivate(file)
  return { key: parse(pem, file), made: false }
}

async function create(file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  await chmod(file, 0o600)
  return privateKey
}

async function expectPrivate(file: string): Promise<void> {
  // Windows keeps rights in lists of its own, which this bit mask does not tell.
  if (process.platform === 'win32' || ((await stat(file)).mode & 0o077) === 0) return
  throw new Trouble({
    zh: `签名密钥 ${file} 能被其他账号读取。请执行 chmod 600 ${file}，并考虑它是否已经泄露。`,
    en: `Other accounts may read the signing key ${file}. Run chmod 600 ${file}, and consider whether it is known already.`,
  })
}

function parse(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key
  } catch {
    // Told below, without what the file holds.
  }
  throw new Trouble({
    zh: `${file} 不是 2048 位以上的 RSA 私钥（PEM）。请恢复原来的密钥：换一把密钥就是另一个扩展。`,
    en: `${file} holds no private RSA key of 2048 bits or more (PEM). Restore the key: with another one it is another extension.`,
  })
}

const inCheckout = (file: string): Trouble =>
  new Trouble({
    zh: `签名密钥 ${file} 不能放在代码目录里。请用 --key 指到别处。`,
    en: `The signing key ${file} may not lie in the checkout. Name another place with --key.`,
  })
