import type { ModalView } from '@slack/types';
import { z } from 'zod';

/** What travels with a form beside its own data: where to answer once it is closed. */
const formMetadata = z.object({
  /** Slack's response_url of the command or button that opened the form. */
  url: z.string().nullable(),
  channel: z.string().nullable(),
  /** The thread that it was opened in. */
  thread: z.string().nullable().default(null),
  /** Key of the submission that this form is given back after: sent again it counts as the same. */
  key: z.string().optional(),
  /** The pipeline that it is about; none of a form of before there were several. */
  pipeline: z.string().optional(),
  data: z.string(),
});

export type FormMetadata = z.infer<typeof formMetadata>;

const EMPTY: FormMetadata = { url: null, channel: null, thread: null, data: '' };

/**
 * Wraps a form's own private_metadata together with the reply path. Slack allows 3,000 characters; a form's own data stay under 2,000. Of
 * a form that was open before, and is wrapped already, the data, the key and the pipeline stay, and the reply path is the new one.
 */
export function wrapMetadata(
  view: ModalView,
  replyPath: Pick<FormMetadata, 'url' | 'channel'> & Partial<FormMetadata>,
): ModalView {
  const { data = view.private_metadata ?? '', key, pipeline } = parseMetadata(view.private_metadata) ?? {};
  const content: FormMetadata = {
    thread: null,
    ...(key === undefined ? {} : { key }),
    ...replyPath,
    ...(pipeline === undefined ? {} : { pipeline }),
    data,
  };
  return { ...view, private_metadata: JSON.stringify(content) };
}

/** A form that knows which pipeline it is about; one that knows it already stays as it is. */
export const withPipeline = (view: ModalView, pipeline: string): ModalView =>
  parseMetadata(view.private_metadata)?.pipeline === undefined
    ? wrapMetadata(view, { url: null, channel: null, pipeline })
    : view;

/** A form whose metadata hold no address that answers for a person. */
export function withoutReplyUrl(view: ModalView): ModalView {
  const metadata = parseMetadata(view.private_metadata);
  return metadata === undefined ? view : { ...view, private_metadata: JSON.stringify({ ...metadata, url: null }) };
}

/** Unwraps it; metadata that is not ours reads as empty. */
export const readMetadata = (metadata: string | undefined): FormMetadata => parseMetadata(metadata) ?? EMPTY;

function parseMetadata(metadata: string | undefined): FormMetadata | undefined {
  try {
    return formMetadata.parse(JSON.parse(metadata ?? ''));
  } catch {
    return undefined;
  }
}
