import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { limitTyped } from '../../input/typed-text.ts';
import { type Caller, requestContext } from '../request/request-context.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { parseActionId, type Routes } from '../request/routes.ts';

export type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/** Answers what is typed into a select; a fault is an empty list, which Slack shows as "no results". */
export async function onOptions(
  deps: RequestDeps,
  routes: Routes,
  { ack, options, body, client, context }: OptionsArgs,
): Promise<void> {
  const started = deps.clock.monotonicNow();
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    channelId: null,
    command: '/deal',
    through: 'modal',
    typedLanguage: null,
    key: `options ${body.action_ts ?? ''}`,
  };
  const handler = routes.options.get(parseActionId(options.action_id).id);
  const found =
    handler === undefined
      ? []
      : await requestContext(deps, caller, { client })
          .then((context) => ('refused' in context ? [] : handler(context, limitTyped(options.value).text)))
          .catch((error: unknown) => {
            deps.log.error({ err: error, what: options.action_id }, 'a select could not be filled');
            return [];
          });
  await ack({ options: found.slice(0, 100) });
  deps.observe({ kind: 'options', name: options.action_id, ackMs: deps.clock.monotonicNow() - started, outcome: 'answered' });
}
