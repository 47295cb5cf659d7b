import type { ModalView } from '@slack/types';
import { z } from 'zod';

/** What travels with a form beside its own data: where to answer once it is closed. */
const envelope = z.object({
  /** Slack's response_url of the command or button that opened the form. */
  url: z.string().nullable(),
  channel: z.string().nullable(),
  /** The thread that it was opened in. */
  thread: z.string().nullable().default(null),
  data: z.string(),
});

export type Envelope = z.infer<typeof envelope>;

const EMPTY: Envelope = { url: null, channel: null, thread: null, data: '' };

/** Puts the way back into a form's metadata. Slack allows 3,000 characters; a form's own data stay under 2,000. */
export function sealed(view: ModalView, way: Pick<Envelope, 'url' | 'channel'> & Partial<Envelope>): ModalView {
  const content: Envelope = { thread: null, ...way, data: view.private_metadata ?? '' };
  return { ...view, private_metadata: JSON.stringify(content) };
}

/** Reads it back; metadata that we did not write is empty. */
export function unsealed(metadata: string | undefined): Envelope {
  try {
    return envelope.parse(JSON.parse(metadata ?? ''));
  } catch {
    return EMPTY;
  }
}
