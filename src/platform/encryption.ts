import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Bytes of the nonce, as NIST SP 800-38D recommends for GCM, and of the tag. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text, so that it can be read only with the key and only for the same owner: a row copied to another workspace is refused.
 *
 * @param key 32 bytes. @param owner bound to the text, not part of the result.
 * @returns base64 of nonce, tag and ciphertext; a new nonce each time.
 */
export function encrypt(key: Buffer, text: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64');
}

/** The key, 32 bytes, and the one until now, where another takes its place. */
export type EncryptionKeys = { readonly key: Buffer; readonly previousKey?: Buffer | undefined };

/** @throws Error when neither key, or another owner, fits. */
export function decryptWithEither({ key, previousKey }: EncryptionKeys, encrypted: string, owner: string): string {
  try {
    return decrypt(key, encrypted, owner);
  } catch (error) {
    if (previousKey === undefined) throw error;
    return decrypt(previousKey, encrypted, owner);
  }
}

/** @throws Error when the key or the owner is another one, or the text was changed. */
export function decrypt(key: Buffer, encrypted: string, owner: string): string {
  const bytes = Buffer.from(encrypted, 'base64');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
