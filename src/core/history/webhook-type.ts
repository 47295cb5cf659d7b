import type { ChangeOrigin, DealEventKind } from '../deal/deal-event.ts';

/** What an address can be told of. These texts are stored, and are what receivers know: one may be added, none may change. */
export const WEBHOOK_TYPES = [
  'deal.created',
  'deal.moved',
  'deal.won',
  'deal.lost',
  'deal.reopened',
  'deal.edited',
  'deal.assigned',
  'deal.noted',
  'deal.undone',
  'deal.deleted',
  'deal.imported',
] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

export const isWebhookType = (text: string): text is WebhookType => WEBHOOK_TYPES.some((type) => type === text);

/** What each kind of event is told as; null: another event tells the same. */
export const WEBHOOK_TYPE_OF_KIND: Readonly<Record<DealEventKind, WebhookType | null>> = {
  opened: 'deal.created',
  imported: 'deal.imported',
  advanced: 'deal.moved',
  skipped: 'deal.moved',
  returned: 'deal.moved',
  won: 'deal.won',
  lost: 'deal.lost',
  reopened: 'deal.reopened',
  edited: 'deal.edited',
  assigned: 'deal.assigned',
  noted: 'deal.noted',
  withdrawn: 'deal.deleted',
  // Its arrival follows at once.
  movedOut: null,
  movedIn: 'deal.moved',
  pipelineChanged: 'deal.moved',
  priced: 'deal.edited',
  undone: 'deal.undone',
};

/** Whatever an import writes is told as one: of each deal, how it stands in the end. */
export const IMPORT_ORIGIN: ChangeOrigin = 'import';
export const IMPORT_WEBHOOK_TYPE: WebhookType = 'deal.imported';
