import { stateValues, surfaceOf } from '../state/entered.ts';
import type { Message, SlackUser, StateValues, View } from '../state/entities.ts';
import { requireUser } from '../state/users.ts';
import { stackOf } from '../state/views.ts';
import type { Entry } from './choose.ts';
import { type ClickOptions, click } from './click.ts';
import { type CommandAnswer, runCommand } from './command.ts';
import { cancel, dismiss, type Field, fill, type SubmitResult, submit } from './form.ts';
import type { Acknowledged, Hands } from './hands.ts';
import { type Option, suggest } from './suggest.ts';
import { globalShortcut, mention, messageShortcut, openHome, type SayOptions, say, writeDm } from './talk.ts';
import { type Place, waitForHome, waitForMessage, waitForView } from './wait.ts';

/** One person at a Slack client: what they can do there, and what they see. Each action is documented where it is defined. */
export type Person = {
  readonly id: string;
  profile(): SlackUser;
  command(channelId: string, line: string): Promise<CommandAnswer>;
  /** The top modal. */
  view(): View | undefined;
  /** All open modals, the top one last. */
  views(): readonly View[];
  /** What the inputs of a view, or of a message before this person, hold now. */
  values(where: View | Message): StateValues;
  waitForView(isWanted?: (view: View) => boolean, waitMs?: number): Promise<View>;
  waitForHome(isWanted?: (view: View) => boolean, waitMs?: number): Promise<View>;
  waitForMessage(place: Place, isWanted?: (message: Message) => boolean, waitMs?: number): Promise<Message>;
  click(where: Message | View, actionId: string, options?: ClickOptions): Promise<Acknowledged>;
  suggest(where: Message | View, actionId: string, typed: string): Promise<readonly Option[]>;
  type(field: string | Field, entry: Entry, where?: Message | View): void;
  submit(): Promise<SubmitResult>;
  cancel(): Promise<void>;
  closeAll(): Promise<void>;
  openHome(tab?: 'home' | 'messages'): Promise<void>;
  say(channelId: string, text: string, options?: SayOptions): Promise<Message>;
  dm(text: string, options?: SayOptions): Promise<Message>;
  mention(channelId: string, text: string, threadTs?: string): Promise<Message>;
  messageShortcut(callbackId: string, channelId: string, ts: string): Promise<Acknowledged>;
  globalShortcut(callbackId: string): Promise<Acknowledged>;
};

const any = () => true;

/** Puts one person before their client. */
export function createPerson(hands: Hands): Person {
  const { workspace, userId } = hands;
  return {
    id: userId,
    profile: () => requireUser(workspace, userId),
    command: (channelId, line) => runCommand(hands, channelId, line),
    view: () => stackOf(workspace, userId).at(-1),
    views: () => stackOf(workspace, userId),
    values: (where) => stateValues(workspace, surfaceOf(where, userId), where.blocks ?? []),
    waitForView: (isWanted = any, waitMs) => waitForView(workspace, userId, isWanted, waitMs),
    waitForHome: (isWanted = any, waitMs) => waitForHome(workspace, userId, isWanted, waitMs),
    waitForMessage: (place, isWanted = any, waitMs) => waitForMessage(workspace, userId, place, isWanted, waitMs),
    click: (where, actionId, options) => click(hands, where, actionId, options),
    suggest: (where, actionId, typed) => suggest(hands, where, actionId, typed),
    type: (field, entry, where) => fill(hands, field, entry, where),
    submit: () => submit(hands),
    cancel: async () => cancel(hands),
    closeAll: () => dismiss(hands),
    openHome: (tab) => openHome(hands, tab),
    say: (channelId, text, options) => say(hands, channelId, text, options),
    dm: (text, options) => writeDm(hands, text, options),
    mention: (channelId, text, threadTs) => mention(hands, channelId, text, threadTs),
    messageShortcut: (callbackId, channelId, ts) => messageShortcut(hands, callbackId, channelId, ts),
    globalShortcut: (callbackId) => globalShortcut(hands, callbackId),
  };
}
