import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { WorkspaceId } from '../core/ids.ts';

/** How every personal token begins: one that was committed or posted by mistake is found by it. */
const TOKEN_PREFIX = 'lejek_pat_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^36: 214 bits. */
const SECRET_LENGTH = 36;
/** 62^6 is more than 2^32. */
const CHECKSUM_LENGTH = 6;
/** The prefix, the workspace, a random part, and the check sum of all before it. */
const TOKEN = /^lejek_pat_([A-Z][A-Z0-9]{1,20})_[0-9A-Za-z]{36}([0-9A-Za-z]{6})$/;

/** CRC-32 in base 62, so that what only looks like a token costs no question to the database. */
function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i += 1) {
    digits = `${DIGITS.charAt(rest % DIGITS.length)}${digits}`;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}

/** A new token of a workspace. It is shown once, and kept nowhere. */
export function createToken(workspaceId: WorkspaceId): string {
  const secret = Array.from({ length: SECRET_LENGTH }, () => DIGITS.charAt(randomInt(DIGITS.length))).join('');
  const body = `${TOKEN_PREFIX}${workspaceId}_${secret}`;
  return `${body}${checksum(body)}`;
}

/** SHA-256, hexadecimal: a token is random and long, so no salt or slow hash makes it safer. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Which workspace a token is for; undefined for what is no token of ours. */
export function readToken(token: string): { readonly workspaceId: WorkspaceId; readonly hash: string } | undefined {
  const [, workspaceId, sum] = TOKEN.exec(token) ?? [];
  if (workspaceId === undefined || sum === undefined || checksum(token.slice(0, -CHECKSUM_LENGTH)) !== sum) return undefined;
  return { workspaceId, hash: hashToken(token) };
}
