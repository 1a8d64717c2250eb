const longest = 80
const forbidden = '<>:"/\\|?*'

/** A name that every file system takes, without its ending. */
export function fileName(...parts: readonly string[]): string {
  const name = [...parts.join(' ')]
    .map((sign) => (sign < ' ' || sign === '\u007f' || forbidden.includes(sign) ? ' ' : sign))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return [...name].slice(0, longest).join('').trim() || 'inkbench'
}
