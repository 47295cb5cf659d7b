import type { z } from 'zod';
import type { ChannelId, PipelineId } from '../../../core/ids.ts';
import type { Viewer } from '../../../core/people/viewer.ts';
import type { DurationMs } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { Messages } from '../../../locale/messages.ts';
import { markPipeline, type NamedPipeline, namePipeline } from '../../../slack/views/kit/pipeline-mark.ts';
import type { PostContent } from '../../../slack/views/kit/post-content.ts';
import type { Deps } from '../../../slack/web-api/deps.ts';
import type { Post, PostAddress } from '../../../slack/web-api/post.ts';
import type { PostingClient } from '../../../slack/web-api/posting-client.ts';
import type { Deals } from '../../../store/types/deals.ts';
import type { Delivery, DeliveryDraft, NamedInPost, PostKind } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';

/** What sending starts from. */
export type DeliveryContext = {
  readonly deps: Pick<Deps, 'log'>;
  /** Slack, as long as this sender has the post. */
  readonly client: PostingClient;
  readonly tenant: Tenant;
  /** Who reads it: a person, or whoever is in the channel. */
  readonly viewer: Viewer;
  /** Deals as its readers see them. */
  readonly deals: Deals;
  readonly delivery: Delivery;
  /** Business time, ms. */
  readonly at: Instant;
  /** The post of a key, also as this run of the sender has just sent it. */
  readonly loadPost: (key: string) => Promise<Delivery | undefined>;
};

/** Something else has to come first. */
export type Wait = { readonly kind: 'wait'; readonly ms: DurationMs; readonly why: string };
/** Its channel takes no posts now, by the code of {@link isClosed}: it waits for that, within its week. */
export type Closed = { readonly kind: 'closed'; readonly code: string };
/** Nobody wants it any more. */
export type Drop = { readonly kind: 'drop'; readonly why: string };

/** The pipeline that a post is about as a whole: where there are several it says so, and its buttons go on with that one. */
type AboutPipeline = { readonly pipelineId?: PipelineId };

/** What a delivery rule decides from fresh state when a post's turn comes: the words `m` and what is `shown` in them, for the view. */
export type PreparedPost<Shown> =
  | (PostAddress & {
      readonly kind: 'post';
      readonly m: Messages;
      readonly shown: Shown;
      /** What it names, where that is counted by. */
      readonly named?: NamedInPost;
    } & AboutPipeline)
  /** `shownVersion`: the version that the message shows afterwards, for `onSent`. */
  | ({
      readonly kind: 'update';
      readonly channel: string;
      readonly ts: string;
      readonly m: Messages;
      readonly shown: Shown;
      readonly shownVersion?: number;
    } & AboutPipeline)
  | Wait
  | Drop
  /** A post that it is about holds what no version wrote. */
  | { readonly kind: 'unreadable' };

/** The same once it is rendered: what the sender carries out. */
export type DeliveryDecision =
  | { readonly kind: 'post'; readonly post: Post; readonly named?: NamedInPost | undefined }
  | {
      readonly kind: 'update';
      readonly channel: string;
      readonly ts: string;
      readonly message: PostContent;
      readonly shownVersion?: number;
    }
  | Wait
  | Drop;

/** Where Slack has a post, and the version that it shows if its rule said one. */
export type SentMessage = { readonly channelId: ChannelId; readonly ts: string; readonly shownVersion?: number | undefined };

/** A post to queue, with a payload of its kind. */
type DraftBody<Stored> = Omit<DeliveryDraft, 'kind' | 'payload'> & { readonly payload: Stored };

/** All that makes one kind of post; without its schema, its rule or its view it does not compile. */
type PostSpec<Kind extends PostKind, Stored, KeyParts, Input, Shown> = {
  /** Stored in `delivery.kind`: never changes. */
  readonly kind: Kind;
  /**
   * Reads the stored payload as this version and every earlier one wrote it: fields that came later default to what was true before them.
   * A function where an older payload is completed from its row.
   */
  readonly schema: z.ZodType<Stored> | ((delivery: Delivery) => z.ZodType<Stored>);
  /** Idempotency key: the same key is never posted twice. Stored, and compared with stored ones: never changes. */
  readonly key: (parts: KeyParts) => string;
  readonly draft: (input: Input) => DraftBody<NoInfer<Stored>>;
  /** The delivery rule: whether the post is still wanted, when, where, and what it shows. */
  readonly prepare: (sending: DeliveryContext, payload: NoInfer<Stored>) => Promise<PreparedPost<Shown>>;
  /** The forms of the message, best first: the next one is sent where Slack refuses the one before. */
  readonly view: (m: Messages, shown: NoInfer<Shown>, sending: DeliveryContext) => Post['variants'];
  /** Once Slack has it, before it is marked as sent; has to bear being called again. */
  readonly onSent?: (sending: DeliveryContext, payload: NoInfer<Stored>, message: SentMessage) => Promise<void>;
  /** Slack refuses it for good. */
  readonly onRefused?: (sending: DeliveryContext, payload: NoInfer<Stored>, code: string) => Promise<void>;
};

/** What the sender knows of a kind of post. */
export type SendablePost<Kind extends PostKind = PostKind> = {
  readonly kind: Kind;
  readonly prepare: (sending: DeliveryContext) => Promise<DeliveryDecision>;
  readonly onSent: (sending: DeliveryContext, message: SentMessage) => Promise<void>;
  readonly onRefused: (sending: DeliveryContext, code: string) => Promise<void>;
};

/** What those who queue and follow up a kind of post know of it. */
export type DefinedPost<Kind extends PostKind, Stored, KeyParts, Input> = SendablePost<Kind> & {
  readonly key: (parts: KeyParts) => string;
  readonly draft: (input: Input) => DeliveryDraft;
  /** The stored payload; undefined for what no version wrote. */
  readonly read: (delivery: Delivery) => Stored | undefined;
};

/** What is sent of a decision. An update shows one form; one that has none is dropped. */
function render<Shown>(
  prepared: Exclude<PreparedPost<Shown>, { kind: 'unreadable' }>,
  view: (m: Messages, shown: Shown) => Post['variants'],
  about: NamedPipeline | undefined,
): DeliveryDecision {
  if (prepared.kind === 'wait' || prepared.kind === 'drop') return prepared;
  const { m, shown, pipelineId, ...where } = prepared;
  const isInThread = where.kind === 'post' && where.threadTs !== undefined;
  const variants = withPipelineName(view(m, shown), about, isInThread);
  if (where.kind === 'post') {
    const { kind, named, ...address } = where;
    return { kind, post: { ...address, variants }, named };
  }
  const message = variants.find((form) => typeof form !== 'function');
  return message === undefined ? { kind: 'drop', why: 'nothing to show' } : { ...where, message };
}

/** The pipeline that a post names: none where there is only one. */
async function findNamedPipeline({ tenant }: DeliveryContext, id: PipelineId | undefined): Promise<NamedPipeline | undefined> {
  const all = id === undefined ? [] : await tenant.allPipelines();
  return all.length > 1 ? all.find((each) => each.id === id) : undefined;
}

/** Each form of a post with the pipeline that it is about; within a thread its first message has said it. */
function withPipelineName(
  variants: Post['variants'],
  pipeline: NamedPipeline | undefined,
  isInThread: boolean,
): Post['variants'] {
  if (pipeline === undefined) return variants;
  const mark = (content: PostContent): PostContent => {
    const blocks = markPipeline(content.blocks, pipeline.id);
    return isInThread ? { ...content, blocks } : namePipeline({ ...content, blocks }, pipeline);
  };
  return variants.map((form) => {
    if (typeof form !== 'function') return mark(form);
    return async () => {
      const content = await form();
      return content === undefined ? undefined : mark(content);
    };
  });
}

/** A post that no version of Lejek wrote so: it is not made, and the log says so. */
function dropUnreadable({ deps, delivery: { key, kind } }: DeliveryContext): DeliveryDecision {
  deps.log.error({ key, kind }, 'a post cannot be read; it is not made');
  return { kind: 'drop', why: 'it cannot be read' };
}

/** Defines one kind of post: what is stored of it, under which key, when it is sent and what it shows, in one place. */
export function definePost<const Kind extends PostKind, Stored, KeyParts, Input, Shown>(
  spec: PostSpec<Kind, Stored, KeyParts, Input, Shown>,
): DefinedPost<Kind, Stored, KeyParts, Input> {
  const { kind, schema, key } = spec;
  const read = (delivery: Delivery): Stored | undefined =>
    (typeof schema === 'function' ? schema(delivery) : schema).safeParse(delivery.payload).data;
  return {
    kind,
    key,
    read,
    draft: (input) => ({ ...spec.draft(input), kind }),
    prepare: async (sending) => {
      const payload = read(sending.delivery);
      if (payload === undefined) return dropUnreadable(sending);
      const prepared = await spec.prepare(sending, payload);
      if (prepared.kind === 'unreadable') return dropUnreadable(sending);
      const about = 'pipelineId' in prepared ? await findNamedPipeline(sending, prepared.pipelineId) : undefined;
      return render(prepared, (m, shown) => spec.view(m, shown, sending), about);
    },
    onSent: async (sending, message) => {
      const payload = read(sending.delivery);
      if (payload !== undefined) await spec.onSent?.(sending, payload, message);
    },
    onRefused: async (sending, code) => {
      const payload = read(sending.delivery);
      if (payload !== undefined) await spec.onRefused?.(sending, payload, code);
    },
  };
}
