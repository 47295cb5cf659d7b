import type { Messages } from '../src/locale/messages.ts';
import { FLOWS } from '../src/slack/listeners/all.ts';
import { buildRoutes } from '../src/slack/request/routes.ts';
import { pressedButton } from '../src/slack/views/kit/pressed-button.ts';
import { POST_KINDS, type PostKind } from '../src/store/types/posts.ts';
import { type ViewData, viewData } from '../test/support/view-data.ts';
import { type AnyView, VIEWS, type ViewName } from '../test/support/views.ts';

/** Choices of a menu that the table names; the rest are of the same kind. */
const NAMED_OPTIONS = 6;
const joinOptions = (all: readonly string[] | undefined): string | undefined =>
  all === undefined ? undefined : [...all.slice(0, NAMED_OPTIONS), ...(all.length > NAMED_OPTIONS ? ['…'] : [])].join(' / ');

/** The view whose `text` a kind of post has. */
const POST_VIEWS: Readonly<Record<PostKind, ViewName>> = {
  'all-clear': 'allClear',
  assigned: 'assignedMessage',
  'handed-over': 'handedOverMessage',
  'leaver-deals': 'leaverDealsMessage',
  calibration: 'calibrationMessage',
  'deal-ask': 'askMessage',
  'deal-ask-done': 'askDoneMessage',
  'deal-card': 'channelCard',
  'deal-event': 'eventThreadMessage',
  'deal-news': 'dealNews',
  'deal-news-update': 'dealNews',
  'deal-hidden': 'hiddenDeal',
  digest: 'digestMessage',
  'digest-chart': 'nativeFunnelForm',
  'digest-review': 'digestReview',
  'digest-thread': 'digestThread',
  'digest-tidied': 'hygieneMessage',
  'digest-tidy': 'hygieneMessage',
  imported: 'importSummaryMessage',
  'manager-note': 'managerNote',
  'morning-note': 'morningNote',
  'step-reminder': 'stepReminder',
  problem: 'problemMessage',
  'promises-left': 'promisesLeft',
  'stage-alert': 'stageAlert',
  'stage-alert-dm': 'stageAlert',
  'stage-alert-taken': 'stageAlert',
  welcome: 'welcomeMessage',
  'new-admin': 'newAdminMessage',
  'webhook-off': 'webhookOffMessage',
  'team-group': 'teamGroupMessage',
  forgotten: 'forgottenMessage',
  lead: 'leadMessage',
  'lead-taken': 'leadMessage',
};

/** Of a notification, what a table has room for. */
const MAX_NOTIFICATION_LENGTH = 140;

function* buildViews(m: Messages, data: ViewData, names: readonly string[]): Generator<Exclude<AnyView, undefined>> {
  for (const name of names) {
    for (const view of [VIEWS[name]?.(m, data)].flat()) if (view !== undefined) yield view;
  }
}

type Element = {
  readonly action_id?: unknown;
  readonly text?: { readonly text: string };
  readonly placeholder?: { readonly text: string };
  readonly options?: readonly { readonly text: { readonly text: string } }[];
};

/** Every element of a view that a person can press or choose from; a choice that stands for a button is that button. */
function* pressableElements(node: unknown): Generator<Element> {
  if (typeof node !== 'object' || node === null) return;
  if ('action_id' in node) yield node;
  const pressed = 'value' in node && 'text' in node ? pressedButton.decode(String(node.value)) : undefined;
  if (pressed !== undefined) yield { ...node, action_id: pressed.action };
  for (const child of Object.values(node)) yield* pressableElements(child);
}

/** What stands on each button and menu of the app, by its id, as the views show it; '' for what no view shows. */
export function buttonLabels(m: Messages): ReadonlyMap<string, string> {
  const labels = new Map([...buildRoutes(FLOWS).buttons.keys()].map((id) => [id, '']));
  // What usual data does not show, less or more of it may.
  for (const amount of ['usual', 'empty', 'extreme'] as const) {
    if (![...labels.values()].includes('')) break;
    for (const view of buildViews(m, viewData(m.language, amount), Object.keys(VIEWS))) {
      for (const { action_id: id, text, placeholder, options } of pressableElements(view)) {
        const name = String(id).split(':')[0] ?? '';
        const label = text?.text ?? placeholder?.text ?? joinOptions(options?.map((option) => option.text.text));
        if (labels.get(name) === '' && label !== undefined) labels.set(name, label);
      }
    }
  }
  return labels;
}

/** What the notification of each kind of post says, with a sample; '' for a kind without one. */
export function postNotifications(m: Messages): ReadonlyMap<string, string> {
  const data = viewData(m.language, 'usual');
  return new Map(
    POST_KINDS.map((kind) => {
      const [view] = buildViews(m, data, [POST_VIEWS[kind]]);
      const text = view !== undefined && 'text' in view ? view.text : '';
      return [kind, text.length > MAX_NOTIFICATION_LENGTH ? `${text.slice(0, MAX_NOTIFICATION_LENGTH)}…` : text];
    }),
  );
}
