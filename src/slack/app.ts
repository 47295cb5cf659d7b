import { setTimeout as pause } from 'node:timers/promises';
import { App, type BlockAction, HTTPReceiver, type Logger } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Deps } from './deps.ts';
import { registerEvents } from './events.ts';
import { FLOWS } from './listeners/all.ts';
import { type CommandArgs, onCommand } from './on-command.ts';
import { type OptionsArgs, onOptions } from './on-options.ts';
import { onPress, type PressArgs } from './on-press.ts';
import { onSubmit, type SubmitArgs } from './on-submit.ts';
import { routesOf } from './routes.ts';

/** A route beside Slack's own in HTTP mode, e.g. /healthz. */
export type HttpRoute = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['customRoutes']>[number];

export type AppOptions = {
  readonly botToken: string;
  /** Where Web API calls go; Slack's own address when not given. */
  readonly slackApiUrl?: string;
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly routes?: readonly HttpRoute[] };
  readonly logger: Logger;
};

export type SlackApp = {
  /** Connects or listens; the port in HTTP mode. */
  readonly start: () => Promise<void>;
  /** Takes no more requests, and waits for those that are under way, ten seconds at most. */
  readonly stop: () => Promise<void>;
  readonly inFlight: () => number;
};

/** Slash commands as the manifest has them. */
export const COMMANDS = ['/deal', '/funnel', '/szansa', '/lejek'] as const;

const STOP_WITHIN_MS = 10_000;

/** A person is waiting behind every call: no retries, no waiting for rate limits, a short timeout. */
export const interactiveClient = (slackApiUrl: string | undefined): WebClientOptions => ({
  ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 5000,
});

/** The Bolt app with every listener. */
export function buildApp(options: AppOptions, deps: Deps): SlackApp {
  const { transport, logger } = options;
  const routes = routesOf(FLOWS);
  const base = { token: options.botToken, clientOptions: interactiveClient(options.slackApiUrl), logger, ignoreSelf: true };
  const app =
    transport.kind === 'socket'
      ? new App({ ...base, socketMode: true, appToken: transport.appToken })
      : new App({
          ...base,
          receiver: new HTTPReceiver({
            signingSecret: transport.signingSecret,
            logger,
            customRoutes: [...(transport.routes ?? [])],
          }),
        });
  let inFlight = 0;
  const counted =
    <Args>(listener: (args: Args) => Promise<void>) =>
    async (args: Args): Promise<void> => {
      inFlight += 1;
      try {
        await listener(args);
      } finally {
        inFlight -= 1;
      }
    };
  for (const command of COMMANDS)
    app.command(
      command,
      counted((args: CommandArgs) => onCommand(deps, routes, args)),
    );
  app.action<BlockAction>(
    /.*/,
    counted((args: PressArgs) => onPress(deps, routes, args)),
  );
  app.view(
    { callback_id: /.*/, type: 'view_submission' },
    counted((args: SubmitArgs) => onSubmit(deps, routes, args)),
  );
  app.options(
    { type: 'block_suggestion' },
    counted((args: OptionsArgs) => onOptions(deps, routes, args)),
  );
  registerEvents(app, deps, counted);
  app.error(async (error) => deps.log.error({ err: error }, 'a listener failed outside its own care'));
  return {
    start: async () => {
      await app.start(transport.kind === 'http' ? transport.port : 0);
    },
    stop: async () => {
      await app.stop();
      const giveUpAt = performance.now() + STOP_WITHIN_MS;
      while (inFlight > 0 && performance.now() < giveUpAt) await pause(10);
    },
    inFlight: () => inFlight,
  };
}
