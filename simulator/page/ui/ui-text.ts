import { pluralForm } from './plural-form.ts';
import { polish } from './polish-text.ts';

/** What the page itself says, in the language of the person at it. */
export type UiText = {
  /** Of the document, for screen readers. */
  readonly language: string;
  readonly simulator: string;
  readonly simulatorHint: string;
  readonly channels: string;
  readonly apps: string;
  readonly home: string;
  readonly messages: string;
  readonly about: string;
  readonly menu: string;
  readonly you: string;
  readonly viewAs: string;
  readonly newTab: string;
  readonly theme: string;
  readonly protocol: string;
  readonly clock: string;
  readonly clockHint: string;
  /** What the clock's move has brought so far. */
  readonly posts: (count: number) => string;
  readonly duties: Readonly<Record<'manager' | 'seller', string>>;
  readonly guest: string;
  readonly hour: string;
  readonly tomorrow: string;
  readonly monday: string;
  readonly reset: string;
  readonly resetSample: string;
  readonly resetEmpty: string;
  readonly resetAsk: string;
  readonly starting: string;
  readonly yes: string;
  readonly cancel: string;
  readonly close: string;
  readonly back: string;
  readonly send: string;
  readonly attach: string;
  readonly remove: string;
  readonly shortcuts: string;
  readonly writeTo: (place: string) => string;
  readonly reply: string;
  readonly onlyCommands: string;
  readonly thread: string;
  readonly replyIn: string;
  readonly replies: (count: number) => string;
  readonly more: string;
  readonly onlyYou: string;
  readonly edited: string;
  readonly app: string;
  readonly newMessages: string;
  readonly unread: (count: number) => string;
  readonly empty: string;
  readonly emptyHome: string;
  readonly notInThreads: (command: string) => string;
  readonly commandFailed: (command: string, error: string) => string;
  readonly unknownCommand: (command: string) => string;
  readonly working: string;
  readonly optional: string;
  readonly choose: string;
  readonly nothingFound: string;
  readonly typeMore: (count: number) => string;
  readonly clear: string;
  readonly today: string;
  readonly yesterday: string;
  readonly members: (count: number) => string;
  readonly what: string;
  readonly tryThis: string;
  readonly noTour: string;
  readonly connecting: string;
  readonly rows: (from: number, to: number, of: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly sortBy: (column: string) => string;
  readonly unknownBlock: (type: string) => string;
  readonly picture: string;
  readonly protocolEmpty: string;
  readonly protocolFilter: string;
  readonly youTyped: string;
  readonly react: string;
  readonly copyLink: string;
  readonly linkCopied: string;
  readonly editMessage: string;
  readonly deleteMessage: string;
  readonly inspect: string;
  readonly save: string;
  readonly direct: string;
  readonly missed: (count: number) => string;
  readonly moreMissed: (count: number) => string;
  readonly nothingMissed: string;
};

const english: UiText = {
  language: 'en',
  simulator: 'Simulator',
  simulatorHint: 'A simulated workspace on this machine. It is not Slack, and nothing leaves this computer.',
  channels: 'Channels',
  apps: 'Apps',
  home: 'Home',
  messages: 'Messages',
  about: 'About',
  menu: 'Channels and people',
  you: 'you',
  viewAs: 'View as',
  newTab: 'Ctrl-click plays another person in a new tab.',
  theme: 'Light or dark',
  protocol: 'Protocol',
  clock: 'Clock',
  clockHint: 'Move the workspace’s time forward: what falls due on the way happens.',
  posts: pluralForm('en', { one: 'post', other: 'posts' }),
  duties: { manager: 'manages sales', seller: 'sells' },
  guest: 'guest',
  hour: '+1 hour',
  tomorrow: 'Tomorrow, 9:00',
  monday: 'Next Monday, 9:00',
  reset: 'Start over',
  resetSample: 'Start over with the sample',
  resetEmpty: 'Start over empty',
  resetAsk: 'Everything done here is forgotten. Start over?',
  starting: 'Starting over… this takes a few seconds.',
  yes: 'Start over',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  send: 'Send',
  attach: 'Attach a file',
  remove: 'Remove',
  shortcuts: 'Shortcuts',
  writeTo: (place) => `Message ${place}, or / for commands`,
  reply: 'Reply…',
  onlyCommands: 'Type / for commands',
  thread: 'Thread',
  replyIn: 'Reply in thread',
  replies: pluralForm('en', { one: 'reply', other: 'replies' }),
  more: 'More actions',
  onlyYou: 'Only visible to you',
  edited: 'edited',
  app: 'APP',
  newMessages: 'New',
  unread: (count) => `${count} unread`,
  empty: 'Nothing here yet.',
  emptyHome: 'The app has not published its Home tab yet.',
  notInThreads: (command) => `${command} does not work in threads. Type it in the channel.`,
  commandFailed: (command, error) => `${command} failed with the error “${error}”.`,
  unknownCommand: (command) => `${command} is not a valid command.`,
  working: 'Working…',
  optional: 'optional',
  choose: 'Choose an option',
  nothingFound: 'Nothing found',
  typeMore: (count) => `Type at least ${count} characters`,
  clear: 'Clear',
  today: 'Today',
  yesterday: 'Yesterday',
  members: pluralForm('en', { one: 'member', other: 'members' }),
  what: 'Lejek keeps a team’s sales funnel in Slack: deals move by command, Monday’s digest says how the funnel is doing, and managers hear when a stage runs dry. Nobody here is real; the menu at the top right plays anybody, the clock moves the days.',
  tryThis: 'Try:',
  noTour: 'Hide suggestions',
  connecting: 'Reconnecting…',
  rows: (from, to, of) => `${from}–${to} of ${of}`,
  previous: 'Previous page',
  next: 'Next page',
  sortBy: (column) => `Sort by ${column}`,
  unknownBlock: (type) => `This page does not know “${type}”`,
  picture: 'Picture',
  protocolEmpty: 'Nothing has passed between the workspace and the app yet.',
  protocolFilter: 'Filter',
  youTyped: 'You typed: ',
  react: 'Add a reaction',
  copyLink: 'Copy link',
  linkCopied: 'The link is copied.',
  editMessage: 'Edit message',
  deleteMessage: 'Delete message',
  inspect: 'Inspect',
  save: 'Save',
  direct: 'direct message',
  missed: (count) => `Missed: ${count}`,
  moreMissed: (count) => `and ${count} earlier`,
  nothingMissed: 'Nothing missed.',
};

/** The page's own languages; the first is shown to everybody else. */
const UI_TEXTS: readonly UiText[] = [english, polish];

/** The page's words for a Slack locale such as 'pl-PL'. */
export const uiTextFor = (locale: string): UiText =>
  UI_TEXTS.find(({ language }) => locale.toLowerCase().startsWith(language)) ?? english;
