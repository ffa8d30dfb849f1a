import { Refused } from '../refused.ts'

export const noSuchRotation = (id: string) =>
  new Refused('no-such-record', { zh: `没有密钥更换 ${id}。`, en: `There is no change of keys ${id}.` })

export const otherRunning = (id: string) =>
  new Refused('rotation-refused', {
    zh: `密钥更换 ${id} 尚未完成。`,
    en: `The change of keys ${id} is not done yet.`,
  })

export const notRunning = (id: string) =>
  new Refused('rotation-refused', {
    zh: `密钥更换 ${id} 正在收尾或已经完成，不再接受新的键对。`,
    en: `The change of keys ${id} is being finished or is done; it takes no more pairs.`,
  })

export const noPairs = (id: string) =>
  new Refused('rotation-refused', {
    zh: `密钥更换 ${id} 还没有任何键对。`,
    en: `The change of keys ${id} has no pairs yet.`,
  })
