import type { SecretBox } from '../platform/secret-box.ts';
import type { Store } from '../store/types/store.ts';
import { LEAD_FORM_SECRET, WEBHOOK_SECRET } from '../webhooks/signature.ts';

/**
 * Encrypts the secrets of webhooks, and of forms that send leads, anew with the key of now, so that the key until now can go.
 *
 * @returns ids of those that no key reads: nothing is sent to them, and no signature of theirs is right.
 */
export async function renewWebhookSecrets(store: Store, box: SecretBox): Promise<readonly string[]> {
  const unreadable: string[] = [];
  for (const { workspaceId, webhook } of await store.webhooks.withSecrets()) {
    const { secrets } = webhook;
    if (secrets === null) continue;
    const owner = { workspaceId, what: WEBHOOK_SECRET };
    const renew = (sealed: string) => box.seal(box.open(sealed, owner), owner);
    try {
      const { encrypted, former } = secrets;
      const renewed = {
        encrypted: renew(encrypted),
        former: former === null ? null : { ...former, encrypted: renew(former.encrypted) },
      };
      await store.tenant(workspaceId).webhooks.change(webhook.id, { secrets: renewed });
    } catch {
      unreadable.push(webhook.id);
    }
  }
  for (const { workspaceId, id, encryptedSecret } of await store.leadForms.withSecrets()) {
    const owner = { workspaceId, what: LEAD_FORM_SECRET };
    try {
      await store.leadForms.setSecret(workspaceId, id, box.seal(box.open(encryptedSecret, owner), owner));
    } catch {
      unreadable.push(id);
    }
  }
  return unreadable;
}
