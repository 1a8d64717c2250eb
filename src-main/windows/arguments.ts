/** The word after `flag`, or what stands behind its `=`; undefined where neither is there. */
export function argumentAfter(words: readonly string[], flag: string): string | undefined {
  const joined = words.find((word) => word.startsWith(`${flag}=`))
  if (joined) return joined.slice(flag.length + 1)
  const place = words.indexOf(flag)
  return place === -1 ? undefined : words[place + 1]
}
