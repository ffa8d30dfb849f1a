/** Han characters that hide others and stand in none of the tables of build-characters.ts. Entries: written, read. */
const pairs = (entries: string): [written: string, read: string][] =>
  entries.split(' ').map((entry) => [...entry] as [string, string])

/** Forms that no text of today needs, and 〇; ー is drawn like 一. Each is read as the other wherever it stands. */
export const hanVariants: ReadonlyMap<string, string> = new Map(
  pairs(
    '〇零 ー一 弌一 弍二 弎三 亖四 夲本 欵款 凨风 凬风 凮风 亝齐 亾亡 兦亡 亊事 伱你 妳你 岀出 囙因 囬回 囯国 囶国 攺改 旳的 苐第 逺远 逹达 筭算 祘算 兊兑 尅克 躭担 嶮险 荅答 畣答 塡填 冣最 朂最 㝡最 㑹会 扵于 兂无 旡无 咊和 亼集 俻备 淂得 凖准 亰京',
  ),
)

/**
 * Characters of their own that are drawn nearly like another, or swapped for it in typing. Where they stand in a text
 * they are themselves; only a whole forbidden phrase of LONG_ENOUGH characters is also looked for written with them.
 */
const nearlyAlike = pairs('凤风 令今 夭天 木本 末本 堡保 葆保 捡险 检险 隐稳 嫌赚 陪赔 培赔 钢刚 牧收 征证')
const LONG_ENOUGH = 3

/** A phrase with every such character swapped, one kind at a time. */
export function nearlyAlikePhrases(phrase: readonly string[]): string[][] {
  if (phrase.length < LONG_ENOUGH) return []
  return nearlyAlike.flatMap(([written, read]) =>
    phrase.includes(read) ? [phrase.map((one) => (one === read ? written : one))] : [],
  )
}
