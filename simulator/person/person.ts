import type { Message, SlackUser, StateValues, View } from '../state/entities.ts';
import { stateValues, surfaceKey } from '../state/input-values.ts';
import { requireUser } from '../state/users.ts';
import { modalStack } from '../state/views.ts';
import { type ClickOptions, click } from './click.ts';
import type { Entry } from './input-state.ts';
import {
  globalShortcut,
  mention,
  messageShortcut,
  openHome,
  type WriteOptions,
  writeDm,
  writeMessage,
} from './messages-and-shortcuts.ts';
import { cancelModal, dismissAllModals, fillInput, type InputAddress, type SubmitResult, submitModal } from './modal-actions.ts';
import { deleteOwnMessage, editOwnMessage, toggleReaction } from './own-messages.ts';
import type { Acknowledged, PersonContext } from './person-context.ts';
import { type CommandAnswer, runCommand } from './run-command.ts';
import { type SuggestedOption, suggest } from './suggest.ts';
import { type MessagePlace, waitForHome, waitForMessage, waitForView } from './wait.ts';

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
  waitForMessage(place: MessagePlace, isWanted?: (message: Message) => boolean, waitMs?: number): Promise<Message>;
  click(where: Message | View, actionId: string, options?: ClickOptions): Promise<Acknowledged>;
  suggest(where: Message | View, actionId: string, typed: string): Promise<readonly SuggestedOption[]>;
  fillInput(field: string | InputAddress, entry: Entry, where?: Message | View): void;
  submit(): Promise<SubmitResult>;
  cancel(): Promise<void>;
  closeAll(): Promise<void>;
  openHome(tab?: 'home' | 'messages'): Promise<void>;
  writeMessage(channelId: string, text: string, options?: WriteOptions): Promise<Message>;
  dm(text: string, options?: WriteOptions): Promise<Message>;
  mention(channelId: string, text: string, threadTs?: string): Promise<Message>;
  editMessage(channelId: string, ts: string, text: string): Promise<void>;
  deleteMessage(channelId: string, ts: string): Promise<void>;
  /** Adds a reaction, or takes it back. */
  react(channelId: string, ts: string, name: string): Promise<void>;
  messageShortcut(callbackId: string, channelId: string, ts: string): Promise<Acknowledged>;
  globalShortcut(callbackId: string): Promise<Acknowledged>;
};

const any = () => true;

/** Puts one person before their client. */
export function createPerson(context: PersonContext): Person {
  const { workspace, userId } = context;
  return {
    id: userId,
    profile: () => requireUser(workspace, userId),
    command: (channelId, line) => runCommand(context, channelId, line),
    view: () => modalStack(workspace, userId).at(-1),
    views: () => modalStack(workspace, userId),
    values: (where) => stateValues(workspace, surfaceKey(where, userId), where.blocks ?? []),
    waitForView: (isWanted = any, waitMs) => waitForView(workspace, userId, isWanted, waitMs),
    waitForHome: (isWanted = any, waitMs) => waitForHome(workspace, userId, isWanted, waitMs),
    waitForMessage: (place, isWanted = any, waitMs) => waitForMessage(workspace, userId, place, isWanted, waitMs),
    click: (where, actionId, options) => click(context, where, actionId, options),
    suggest: (where, actionId, typed) => suggest(context, where, actionId, typed),
    fillInput: (field, entry, where) => fillInput(context, field, entry, where),
    submit: () => submitModal(context),
    cancel: async () => cancelModal(context),
    closeAll: () => dismissAllModals(context),
    openHome: (tab) => openHome(context, tab),
    writeMessage: (channelId, text, options) => writeMessage(context, channelId, text, options),
    dm: (text, options) => writeDm(context, text, options),
    mention: (channelId, text, threadTs) => mention(context, channelId, text, threadTs),
    editMessage: (channelId, ts, text) => editOwnMessage(context, channelId, ts, text),
    deleteMessage: (channelId, ts) => deleteOwnMessage(context, channelId, ts),
    react: (channelId, ts, name) => toggleReaction(context, channelId, ts, name),
    messageShortcut: (callbackId, channelId, ts) => messageShortcut(context, callbackId, channelId, ts),
    globalShortcut: (callbackId) => globalShortcut(context, callbackId),
  };
}
