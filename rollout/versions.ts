/** One to four numbers of 0 to 65535, as Chrome takes them, without leading zeros. */
export function isVersion(text: string): boolean {
  const parts = text.split('.')
  const fits = (part: string) => /^(0|[1-9]\d{0,4})$/.test(part) && Number(part) <= 65_535
  return parts.length <= 4 && parts.every(fits) && parts.some((part) => part !== '0')
}

/** Below zero where `a` comes before `b`, by Chrome's order: number by number, a missing one is zero. */
export function compareVersions(a: string, b: string): number {
  const [as, bs] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < 4; at += 1) {
    const difference = (as[at] ?? 0) - (bs[at] ?? 0)
    if (difference) return difference
  }
  return 0
}
