import type { WorkspaceId } from '../core/ids.ts';
import { decryptWithEither, type EncryptionKeys, encrypt } from './encryption.ts';

/** Encrypts what the database is to keep and nobody to read there. */
export type SecretBox = {
  /** @param owner what the secret belongs to: elsewhere it cannot be opened. */
  readonly seal: (secret: string, owner: SecretOwner) => string;
  /** @throws Error where the key or the owner is another one. */
  readonly open: (sealed: string, owner: SecretOwner) => string;
};

export type SecretOwner = { readonly workspaceId: WorkspaceId; readonly what: string };

const ownerText = ({ workspaceId, what }: SecretOwner): string => `${workspaceId} ${what}`;

export const createSecretBox = (keys: EncryptionKeys): SecretBox => ({
  seal: (secret, owner) => encrypt(keys.key, secret, ownerText(owner)),
  open: (sealed, owner) => decryptWithEither(keys, sealed, ownerText(owner)),
});
