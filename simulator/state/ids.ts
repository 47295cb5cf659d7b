import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A random id in Slack's manner: the prefix and ten capitals or digits. @example randomId('U') // => 'U07K3ZQ9B1X' */
export function randomId(prefix: string): string {
  return prefix + [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Random lower-case hexadecimal of `bytes` bytes. */
export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/**
 * Makes the source of message timestamps, which are also their ids: seconds and six decimals, strictly growing even when
 * the clock stands still or steps back.
 *
 * @param now milliseconds since the epoch.
 */
export function createTimestamps(now: () => number): () => string {
  let lastMicros = 0;
  return () => {
    lastMicros = Math.max(lastMicros + 1, Math.floor(now()) * 1000);
    const seconds = Math.floor(lastMicros / 1_000_000);
    return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
  };
}
