import type { ImageBlock, ModalView, Option } from '@slack/types';
import type { ActorContext } from '../../core/deal/change.ts';
import type { Deal } from '../../core/deal/deal.ts';
import type { ChangeOrigin } from '../../core/deal/deal-event.ts';
import type { ChannelId, SlackUserId, TeamId } from '../../core/ids.ts';
import type { AccountKind } from '../../core/people/account.ts';
import type { Language } from '../../core/people/language.ts';
import type { Member } from '../../core/people/member.ts';
import type { Acting } from '../../core/people/rights.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { Pipelines } from '../../core/pipeline/pipelines.ts';
import type { Pipeline } from '../../core/pipeline/stage.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DealCommand, FunnelCommand } from '../../locale/command-words.ts';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { ArchiveSource } from '../../store/types/archives.ts';
import type { Deals, WriteRequest } from '../../store/types/deals.ts';
import type { Workspace } from '../../store/types/people.ts';
import type { Tenant } from '../../store/types/store.ts';
import type { TeamScope } from '../../store/types/teams.ts';
import type { SourceMessage } from '../views/deal/forms/note-from-message-form.ts';
import type { Message } from '../views/kit/blocks.ts';
import type { Picture } from '../views/kit/picture.ts';
import type { ChannelLookup } from '../web-api/channels.ts';
import type { WebhookAccess } from '../web-api/deps.ts';
import type { DownloadedFile } from '../web-api/download-file.ts';
import type { ProgressMessage } from '../web-api/progress-message.ts';
import type { OutgoingFile } from '../web-api/send-file.ts';
import type { UserGroupAccess } from '../web-api/user-groups.ts';
import type { Form } from './form.ts';

/** What a listener replies; how it reaches the person (ack, response_url, views.*) is the dispatcher's choice. */
export type Reply =
  /** Only the person sees it. `instead`: in place of the message whose button was pressed. */
  | { readonly kind: 'say'; readonly message: Message; readonly replacesOriginal?: boolean }
  /** Opens a form; from within a form it goes on top. */
  | { readonly kind: 'open'; readonly view: ModalView }
  /** Changes the form that the person is in. `beside`: what is told them too, below the form. */
  | { readonly kind: 'update'; readonly view: ModalView; readonly beside?: Message }
  /** Sentences under fields, by their names; the form stays, with what was typed. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, SafeText>> }
  | { readonly kind: 'nothing' };

/** Why somebody cannot own a deal: what their account is; `unknown`: Slack knows none of that id; `reader`: they only read. */
export type CannotOwnReason = Exclude<AccountKind, 'member'> | 'unknown' | 'reader';

/** One request of one person: who, where, when, and the way to the data. */
export type RequestContext = {
  readonly tenant: Tenant;
  /** Whose deals the person sees. */
  readonly viewer: Viewer;
  /** Deals as the person sees them. */
  readonly deals: Deals;
  readonly workspace: Workspace;
  /** Who asks, and whom they stand in for today. */
  readonly member: Member & Acting;
  /** What the request is about where no deal says otherwise: the pipeline that was named, else the channel's, else the default. */
  readonly pipeline: Pipeline;
  /** All of them: a deal is decided on and shown in its own, `pipelineOf(pipelines, deal)`. */
  readonly pipelines: Pipelines;
  /** Where figures are a team's: the tenant tells nothing else then. */
  readonly team?: TeamScope;
  /** Teams that the person manages; null: the company has no teams. */
  readonly managedTeams: readonly TeamId[] | null;
  /** There are exchange rates: only then anything is converted. */
  readonly hasRates: boolean;
  /** The only person here, with no channel that gets posts: no word of a team, and nobody to ask. */
  readonly solo: boolean;
  /** Deals whose name or company contains the whole line that was typed behind the command; none where it was no command word with others. */
  readonly dealsWithLine: readonly Deal[];
  readonly language: Language;
  /** Language of the word that was typed; null where none was, or where both languages have it. */
  readonly typedLanguage: Language | null;
  /** The words in the person's language. */
  readonly m: Messages;
  /** ms since the epoch. */
  readonly at: Instant;
  /** The workspace's zone, in which days are counted. */
  readonly timeZone: string;
  /** The zone of the person's own clock: the workspace's, where Slack did not say. */
  readonly ownZone: string;
  readonly today: PlainDate;
  readonly through: ChangeOrigin;
  /** For decisions. */
  readonly act: ActorContext;
  /** For writes: the same request a second time has no second effect. `key` tells apart two writes of one request. */
  readonly writeRequest: (key?: string) => WriteRequest;
  /** Slack's id of the channel the person is in; null on Home and in shortcuts. */
  readonly channelId: ChannelId | null;
  /** The command as typed, e.g. '/deal', '/szansa'; '/deal' where it was no command. */
  readonly command: string;
  /** The member behind a Slack user id, asking Slack about people not seen yet. */
  readonly resolveMember: (slackUserId: SlackUserId) => Promise<Member | CannotOwnReason>;
  /** The guest behind a Slack user id; undefined where the account is no guest's. */
  readonly resolveGuest: (slackUserId: SlackUserId) => Promise<Member | undefined>;
  /** Whether the person owns this workspace in Slack. */
  readonly isWorkspaceOwner: () => Promise<boolean>;
  /** Slack's user groups, which teams may follow. */
  readonly userGroups: UserGroupAccess;
  /** What Slack says of a channel, for settings. */
  readonly lookUpChannel: (channelId: ChannelId) => Promise<ChannelLookup>;
  /** A channel that the bot was invited to; undefined where it is in none, or Slack does not say. */
  readonly findOwnChannel: () => Promise<ChannelId | undefined>;
  /** Draws and uploads a picture for the answer; nothing where Slack does not take it. */
  readonly uploadPicture: (picture: Picture) => Promise<ImageBlock | undefined>;
  /** Tells the person how far work has come that takes long; a message that is answered takes its place. */
  readonly progress: ProgressMessage;
  /** A file that was sent to the bot. */
  readonly readFile: (fileId: string) => Promise<DownloadedFile>;
  /** Sends a file to the person, by direct message; `noScope` where the app may not send files. */
  readonly sendFile: (file: OutgoingFile) => Promise<'sent' | 'noScope'>;
  /** Everything that is kept of the workspace, to take out. */
  readonly archive: ArchiveSource;
  /** How addresses outside are told of events. */
  readonly webhooks: WebhookAccess;
  /** Real time, ms: what runs in it whatever business time says. */
  readonly wallNow: () => Instant;
  /** Says that posts were queued. */
  readonly wake: () => void;
};

/** A button or menu that was used. */
export type Press = {
  /** The button's value; of a menu, the value chosen. */
  readonly value: string;
  /** What stands behind ":" in the action id. */
  readonly suffix: string;
  /** What the fields of the surrounding form or message hold. */
  readonly form: Form;
  /** The form's own data; null in messages. */
  readonly data: string | null;
};

/**
 * How a word takes the deal that is left out in the thread of its card: `whole`, the deal is all that stands behind the word; `text`,
 * words follow it, so only a number names another one; `move`, `assign` and `amount`, where the rest says where to, to whom or for how much.
 */
export type DealArgument = 'whole' | 'text' | 'move' | 'assign' | 'amount';

export type CommandHandler = {
  /** Null: the word asks for no deal. */
  readonly takesDeal: DealArgument | null;
  /** Shows no deals, so it may run in a Slack Connect channel. */
  readonly allowedInExternalChannel?: boolean;
  /** Is about one pipeline, which its line may name. */
  readonly isOfPipeline?: true;
  /** Its figures may be those of a team, which its line may name. */
  readonly isOfTeam?: true;
  /** Usually answers by a form, which shows itself loading when the data takes long. */
  readonly opensForm: boolean;
  /** Changes nothing: answered still when there is too much to do for writes. */
  readonly isRead?: true;
  readonly run: (context: RequestContext, rest: string) => Promise<Reply>;
  /** A reply that needs only the language: sent on the ack without the database where the person's language is cached. */
  readonly instantReply?: (m: Messages, solo: boolean) => Message;
};

export type ButtonHandler = {
  /** As of a command. */
  readonly isOfPipeline?: true;
  readonly isOfTeam?: true;
  readonly allowedInExternalChannel?: boolean;
  /** As of a command. */
  readonly isRead?: true;
  readonly opensForm?: boolean;
  readonly run: (context: RequestContext, press: Press) => Promise<Reply>;
};
export type SubmitHandler = (context: RequestContext, form: Form, data: string) => Promise<Reply>;
/** `message`: what a message shortcut was used on, its text as Slack sent it. */
export type ShortcutHandler = (context: RequestContext, message: SourceMessage | undefined) => Promise<Reply>;
export type OptionsHandler = (context: RequestContext, typed: string) => Promise<readonly Option[]>;

/** One flow: everything that answers around one thing that people do. Ids are exported by the views that show the controls. */
export type Flow = {
  readonly dealCommands?: Partial<Readonly<Record<DealCommand, CommandHandler>>>;
  readonly funnelCommands?: Partial<Readonly<Record<FunnelCommand, CommandHandler>>>;
  /** By action id, without suffix. */
  readonly buttons?: Readonly<Record<string, ButtonHandler>>;
  /** By callback id. */
  readonly forms?: Readonly<Record<string, SubmitHandler>>;
  /** By callback id, as the manifest has it. */
  readonly shortcuts?: Readonly<Record<string, ShortcutHandler>>;
  /** By action id of a select that looks up what is typed. */
  readonly options?: Readonly<Record<string, OptionsHandler>>;
};
