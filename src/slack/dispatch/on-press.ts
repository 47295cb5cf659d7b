import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { ButtonHandler, Press, Reply } from '../request/flow.ts';
import { type FormState, readForm, usedValue } from '../request/form.ts';
import { readMetadata } from '../request/form-metadata.ts';
import { findForm, retryInForm } from '../request/kept-forms.ts';
import { nameReply } from '../request/mark-reply.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { retryPress, usedShortcut } from '../request/retry.ts';
import { parseActionId, type Routes } from '../request/routes.ts';
import { viewWithEntries } from '../request/view-with-entries.ts';
import { nameTeam, pressedTeam } from '../steps/team-context.ts';
import { DEAL_MENU, REOPEN_FORM, RERUN_COMMAND, RERUN_PRESS, RERUN_SHORTCUT } from '../views/kit/action-ids.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import { markedPipeline, markedTeam } from '../views/kit/pipeline-mark.ts';
import { pressedButton } from '../views/kit/pressed-button.ts';
import { keepHomeFresh } from './home.ts';
import { respond } from './respond.ts';
import { routeCommand } from './route-command.ts';
import { runCommand } from './run-command.ts';
import { OPEN_TIMEOUT_MS, type Surface } from './surface.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** What answers a press, and how the press is seen from then on. */
type PressTarget = {
  readonly handler: ButtonHandler | undefined;
  readonly suffix: string;
  readonly value: string;
} & Partial<Pick<Caller, 'typedLanguage' | 'command'>>;

/** The button that runs a typed command once more, as if it had been typed again. */
function rerunCommand(routes: Routes, line: string): PressTarget {
  const [command = '/deal', ...words] = line.split(' ');
  const routed = routeCommand(routes, command, words.join(' '));
  const { handler, language } = routed;
  const { opensForm, isRead } = handler;
  const again: ButtonHandler = {
    opensForm,
    ...(isRead === undefined ? {} : { isRead }),
    run: (context) => runCommand(routes, { ...routed, command }, context),
  };
  return { handler: again, suffix: '', value: line, typedLanguage: language, command };
}

/** The button that does once more what a shortcut did. */
function rerunShortcut(routes: Routes, value: string): PressTarget {
  const used = usedShortcut.decode(value);
  const shortcut = routes.shortcuts.get(used?.shortcut ?? '');
  const again: ButtonHandler | undefined =
    shortcut === undefined ? undefined : { opensForm: true, run: (context) => shortcut(context, used?.message) };
  return { handler: again, suffix: '', value };
}

/** The button that opens a form with what was entered into it before. */
const reopenForm = (deps: RequestDeps, owner: Pick<Caller, 'workspaceId' | 'slackUserId'>): ButtonHandler => ({
  opensForm: true,
  run: async ({ m }, { value }): Promise<Reply> => {
    const view = await findForm(deps, owner, value);
    return view === undefined ? { kind: 'say', message: textMessage(m.common.formGone) } : { kind: 'open', view };
  },
});

function pressTarget(routes: Routes, action: string, value: string): PressTarget {
  const { id, suffix } = parseActionId(action);
  if (id === RERUN_COMMAND) return rerunCommand(routes, value);
  if (id === RERUN_SHORTCUT) return rerunShortcut(routes, value);
  const again = id === RERUN_PRESS || id === DEAL_MENU ? pressedButton.decode(value) : undefined;
  return again === undefined
    ? { handler: routes.buttons.get(id), suffix, value }
    : pressTarget(routes, again.action, again.value);
}

/** The thread that a pressed message is a reply in. A message that has replies names itself: its answer belongs beside it, in the channel. */
function messageThreadTs({ container }: BlockAction): string | null {
  const thread: unknown = container['thread_ts'];
  return typeof thread === 'string' && thread !== container['message_ts'] ? thread : null;
}

/** Answers a button or menu, in a message, in a form or on Home: acknowledged at once, then one call. */
export async function onPress(deps: RequestDeps, routes: Routes, args: PressArgs): Promise<void> {
  const { ack, action, body, client, context } = args;
  const { id } = parseActionId(action.action_id);
  const target = pressTarget(routes, action.action_id, usedValue(action));
  const { view } = body;
  const metadata = readMetadata(view?.private_metadata);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    channelId: body.channel?.id ?? null,
    thread: view === undefined ? messageThreadTs(body) : null,
    command: target.command ?? '/deal',
    through: 'button',
    typedLanguage: target.typedLanguage ?? null,
    pipelineId: markedPipeline(action.block_id) ?? metadata.pipeline,
    key: `button ${body.trigger_id}`,
  };
  const handler = id === REOPEN_FORM ? reopenForm(deps, caller) : target.handler;
  if (view?.type === 'home') keepHomeFresh(deps, caller, view.hash);
  const state: FormState | undefined = view?.state?.values ?? body.state?.values;
  const { value, suffix } = target;
  const press: Press = { value, suffix, form: readForm(state), data: view === undefined ? null : metadata.data };
  // A link button is Slack's own business; anything else unknown stems from an older version of ours.
  const isLink = handler === undefined && 'url' in action;
  const isGuarded = view === undefined && handler !== undefined && handler.allowedInExternalChannel !== true;
  await respond(
    deps,
    {
      kind: 'button',
      name: id,
      caller,
      client,
      run: async (context): Promise<Reply> => {
        if (handler === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
        const own = handler.isOfTeam === true ? await pressedTeam(context, markedTeam(action.block_id)) : context;
        const reply = nameTeam(await handler.run(own, press), own);
        return handler.isOfPipeline === true ? nameReply(reply, own) : reply;
      },
      isRead: handler?.isRead === true,
      instantReply: isLink ? { kind: 'nothing' } : undefined,
      guardedChannelId: isGuarded ? caller.channelId : null,
      replyPath:
        view === undefined ? { url: body.response_url, channel: caller.channelId, thread: messageThreadTs(body) } : metadata,
      // What was pressed in a form depends on what is entered there.
      retry:
        view?.type === 'modal'
          ? retryInForm(deps, caller, viewWithEntries(view, state ?? {}))
          : retryPress(action.action_id, value),
    },
    { ackFirst: () => ack(), ...pressSurface(args, handler?.opensForm === true) },
  );
}

function pressSurface({ body, client }: PressArgs, opensForm: boolean): Surface {
  const { trigger_id, view } = body;
  const showLoading: Surface['showLoading'] = async (m) =>
    (await client.views.open({ trigger_id, view: loadingView(m) })).view?.id;
  const budget: Pick<Surface, 'budgetMs' | 'showLoading'> = opensForm
    ? { budgetMs: OPEN_TIMEOUT_MS, showLoading }
    : { budgetMs: null };
  if (view === undefined) {
    return {
      ...budget,
      // Only a message that nobody else sees is replaced.
      replacesOriginal: (reply) => reply.replacesOriginal === true && body.container['is_ephemeral'] === true,
      open: (form) => client.views.open({ trigger_id, view: form }),
    };
  }
  if (view.type === 'home') {
    return {
      ...budget,
      say: ({ message }, m) => client.views.open({ trigger_id, view: messageView(m, message) }),
      open: (form) => client.views.open({ trigger_id, view: form }),
    };
  }
  return {
    // The form stays as it is until the reply is there.
    budgetMs: null,
    isForReading: view.blocks.every(({ type }) => type !== 'input'),
    say: ({ message }, m) => client.views.update({ view_id: view.id, view: messageView(m, message) }),
    open: (form) => client.views.push({ trigger_id, view: form }),
    update: (form) => client.views.update({ view_id: view.id, hash: view.hash, view: form }),
  };
}
