import { randomUUID } from 'node:crypto';
import type { DeliveryType } from '../journal.ts';
import type { Fields } from '../json.ts';
import type { Workspace } from '../state/workspace.ts';
import type { Delivery, Receipt, Transport } from './delivery.ts';

export type Delivered = Receipt & { readonly ms: number };

/** Sends to the app by whatever transport is in use now, and writes sending and acknowledgement into the journal. */
export type PostOffice = {
  send(type: DeliveryType, name: string, payload: Fields, retry?: Delivery['retry']): Promise<Delivered>;
};

/** @param transport the one to use now: it may change between two deliveries. */
export function createPostOffice(
  workspace: Workspace,
  transport: () => { readonly kind: 'http' | 'socket'; readonly carry: Transport },
): PostOffice {
  const { journal } = workspace;
  return {
    async send(type, name, payload, retry) {
      const { kind, carry } = transport();
      const id = randomUUID();
      journal.write({ kind: 'sent', delivery: id, transport: kind, type, name, payload, retryAttempt: retry?.attempt ?? 0 });
      const startedAt = performance.now();
      const receipt = await carry({ id, type, name, payload, ...(retry === undefined ? {} : { retry }) });
      const ms = Math.round(performance.now() - startedAt);
      const outcome = receipt.acked ? { body: receipt.body } : { failure: receipt.failure };
      journal.write({ kind: 'ack', delivery: id, name, acked: receipt.acked, ms, ...outcome });
      return { ...receipt, ms };
    },
  };
}
