import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const idLength = 12
/** Bytes from here on would make the first letters likelier than the last. */
const fairBytes = 256 - (256 % alphabet.length)

/** A fresh run id of 12 letters and digits (62 bits), which matches the contract's `runIdSchema`. */
export function newRunId(): string {
  let id = ''
  while (id.length < idLength)
    for (const byte of randomBytes(idLength))
      if (byte < fairBytes && id.length < idLength) id += alphabet.charAt(byte % alphabet.length)
  return id
}
