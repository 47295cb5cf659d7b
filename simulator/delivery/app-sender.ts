import { randomUUID } from 'node:crypto';
import type { DeliveryType } from '../journal.ts';
import type { Fields } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';
import type { AckReceipt, Delivery, Transport } from './delivery.ts';

export type DeliveryResult = AckReceipt & { readonly ms: number };

/** Sends payloads to the app over the current transport (Socket Mode or HTTP), and journals the request and its acknowledgement. */
export type AppSender = {
  send(type: DeliveryType, name: string, payload: Fields, retry?: Delivery['retry']): Promise<DeliveryResult>;
};

/** @param transport the one to use now: it may change between two deliveries. */
export function createAppSender(
  workspace: Workspace,
  transport: () => { readonly kind: 'http' | 'socket'; readonly transmit: Transport },
): AppSender {
  const { journal } = workspace;
  return {
    async send(type, name, payload, retry) {
      const { kind, transmit } = transport();
      const id = randomUUID();
      journal.write({ kind: 'sent', delivery: id, transport: kind, type, name, payload, retryAttempt: retry?.attempt ?? 0 });
      const startedAt = performance.now();
      const receipt = await transmit({ id, type, name, payload, ...(retry === undefined ? {} : { retry }) });
      const ms = Math.round(performance.now() - startedAt);
      const outcome = receipt.acked ? { body: receipt.body } : { failure: receipt.failure };
      journal.write({ kind: 'ack', delivery: id, name, acked: receipt.acked, ms, ...outcome });
      return { ...receipt, ms };
    },
  };
}
