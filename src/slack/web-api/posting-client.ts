import type { WebClient } from '@slack/web-api';

/** The calls that a sending may make, and the upload beside them. */
export type PostingClient = {
  readonly chat: Pick<WebClient['chat'], 'postMessage' | 'update' | 'delete' | 'getPermalink'>;
  readonly conversations: Pick<WebClient['conversations'], 'history' | 'replies' | 'open' | 'info'>;
  readonly files: Pick<WebClient['files'], 'getUploadURLExternal' | 'completeUploadExternal'>;
  readonly users: Pick<WebClient['users'], 'info'>;
  /** Sends a file to the address that Slack gave for it. */
  readonly upload: (url: string, init: RequestInit) => Promise<Response>;
};

/** The same without the upload, as Slack's own client has it. */
type SlackCalls = Omit<PostingClient, 'upload'>;

/** What runs before each call, and stops it by throwing. */
export type Fence = () => Promise<void>;

/** The lease of a post is somebody else's, or may be: its sender makes no further call. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** Slack's Web API for posting: every call passes a fence first. */
export function fenceClient(client: SlackCalls, fence: Fence): PostingClient {
  const fenced =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await fence();
      return call(...args);
    };
  const { chat, conversations, files, users } = client;
  return {
    chat: {
      postMessage: fenced(chat.postMessage),
      update: fenced(chat.update),
      delete: fenced(chat.delete),
      getPermalink: fenced(chat.getPermalink),
    },
    conversations: {
      history: fenced(conversations.history),
      replies: fenced(conversations.replies),
      open: fenced(conversations.open),
      info: fenced(conversations.info),
    },
    files: {
      getUploadURLExternal: fenced(files.getUploadURLExternal),
      completeUploadExternal: fenced(files.completeUploadExternal),
    },
    users: { info: fenced(users.info) },
    upload: fenced((url: string, init: RequestInit) => fetch(url, init)),
  };
}
