import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Deps } from './deps.ts';
import { parted, type Routes } from './routes.ts';
import { type Caller, visitOf } from './visit.ts';

export type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/** Answers what is typed into a select; a fault is an empty list, which Slack shows as "no results". */
export async function onOptions(deps: Deps, routes: Routes, { ack, options, body, client, context }: OptionsArgs): Promise<void> {
  const started = performance.now();
  const caller: Caller = {
    workspaceId: context.teamId ?? body.team?.id ?? '',
    slackUserId: body.user.id,
    handle: body.user.name,
    channelId: null,
    command: '/deal',
    through: 'modal',
    typed: null,
    key: `options ${body.action_ts ?? ''}`,
  };
  const handler = routes.options.get(parted(options.action_id).id);
  const found =
    handler === undefined
      ? []
      : await visitOf(deps, caller, client)
          .then((visit) => handler(visit, options.value))
          .catch((error: unknown) => {
            deps.log.error({ err: error, what: options.action_id }, 'a select could not be filled');
            return [];
          });
  await ack({ options: found.slice(0, 100) });
  deps.observe({ kind: 'options', name: options.action_id, ackMs: performance.now() - started, outcome: 'answered' });
}
