import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { ButtonHandler, Press, Reply } from '../request/flow.ts';
import { type FieldState, readForm } from '../request/form.ts';
import { readMetadata } from '../request/form-metadata.ts';
import type { Caller } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { parseActionId, type Routes } from '../request/routes.ts';
import { RERUN_COMMAND } from '../views/kit/action-ids.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { loadingView, messageView } from '../views/kit/frames.ts';
import { keepHomeFresh } from './home.ts';
import { respond } from './respond.ts';
import { routeCommand } from './route-command.ts';
import { OPEN_TIMEOUT_MS, type Surface } from './surface.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** What an element holds when it is used, whatever kind it is. */
const elementValue = (action: FieldState): string =>
  action.value ??
  readForm({ used: { used: action } }).choice('used') ??
  readForm({ used: { used: action } })
    .choices('used')
    .join(',');

/** The button that runs a typed command once more, as if it had been typed again. */
function rerunHandler(routes: Routes, line: string): ButtonHandler & Pick<Caller, 'typedLanguage' | 'command'> {
  const [command = '/deal', ...words] = line.split(' ');
  const { handler, rest, language } = routeCommand(routes, command, words.join(' '));
  return { opensForm: handler.opensForm, run: (context) => handler.run(context, rest), typedLanguage: language, command };
}

/** The thread that a pressed message stands in. */
function messageThreadTs({ container }: BlockAction): string | null {
  const thread: unknown = container['thread_ts'];
  return typeof thread === 'string' ? thread : null;
}

/** Answers a button or menu, in a message, in a form or on Home: acknowledged at once, then one call. */
export async function onPress(deps: RequestDeps, routes: Routes, args: PressArgs): Promise<void> {
  const { ack, action, body, client, context } = args;
  const { id, suffix } = parseActionId(action.action_id);
  const value = elementValue(action);
  const typed = id === RERUN_COMMAND ? rerunHandler(routes, value) : undefined;
  const handler = typed ?? routes.buttons.get(id);
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.username,
    channelId: body.channel?.id ?? null,
    command: typed?.command ?? '/deal',
    through: 'button',
    typedLanguage: typed?.typedLanguage ?? null,
    key: `button ${body.trigger_id}`,
  };
  const { view } = body;
  if (view?.type === 'home') keepHomeFresh(deps, caller, view.hash);
  const metadata = readMetadata(view?.private_metadata);
  const state: Parameters<typeof readForm>[0] = view?.state.values ?? body.state?.values;
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
      run: async (context): Promise<Reply> =>
        handler?.run(context, press) ?? { kind: 'say', message: textMessage(context.m.common.gone) },
      instantReply: isLink ? { kind: 'nothing' } : undefined,
      guardedChannelId: isGuarded ? caller.channelId : null,
      userTeamId: body.user.team_id,
      replyPath:
        view === undefined ? { url: body.response_url, channel: caller.channelId, thread: messageThreadTs(body) } : metadata,
      rerunLine: null,
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
    say: ({ message }, m) => client.views.update({ view_id: view.id, view: messageView(m, message) }),
    open: (form) => client.views.push({ trigger_id, view: form }),
    update: (form) => client.views.update({ view_id: view.id, hash: view.hash, view: form }),
  };
}
