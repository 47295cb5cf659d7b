import { type Fields, parseJson } from '../read-json.ts';
import type { Workspace } from '../state/workspace.ts';

/** What a method answers, with HTTP status 200 whether it worked or not. */
export type Answer = Fields & { readonly ok: boolean; readonly error?: string };

/** One Web API method: which token it takes, the scopes of which one must be held, and what it does to the workspace. */
export type Method = {
  readonly token: 'bot' | 'app' | 'config' | 'none';
  readonly scopes: readonly string[];
  run(workspace: Workspace, args: Fields): Answer;
};

export type Methods = Readonly<Record<string, Method>>;

/** A method for the bot token. No scopes: any bot may call it. */
export function botMethod(scopes: readonly string[], run: Method['run']): Method {
  return { token: 'bot', scopes, run };
}

export function success(answer: Fields = {}): Answer {
  return { ...answer, ok: true };
}

export function refuse(error: string, detail: Fields = {}): Answer {
  return { ...detail, ok: false, error };
}

/** The refusal of a bad view or message, with one sentence for each problem as Slack gives them. */
export function refuseWithMessages(error: string, messages: readonly string[]): Answer {
  return refuse(error, { response_metadata: { messages } });
}

/** An argument that may be JSON text (in a form) or a value (in a JSON body). Text that is no JSON gives `undefined`. */
export function jsonArgument(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}
