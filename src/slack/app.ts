import { setTimeout as pause } from 'node:timers/promises';
import {
  App,
  type BlockAction,
  type GlobalShortcut,
  HTTPReceiver,
  type InstallationStore,
  type Logger,
  type MessageShortcut,
  SocketModeReceiver,
} from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { interactiveClient, reconnectingClient } from '../clients.ts';
import { authorizeOne } from './authorize.ts';
import type { Deps } from './deps.ts';
import { registerEvents } from './events.ts';
import { dispatchErrorHandler, guarded, processEventErrorHandler } from './guarded.ts';
import { FLOWS } from './listeners/all.ts';
import { type CommandArgs, onCommand } from './on-command.ts';
import { type OptionsArgs, onOptions } from './on-options.ts';
import { onPress, type PressArgs } from './on-press.ts';
import { onShortcut, type ShortcutArgs } from './on-shortcut.ts';
import { onSubmit, type SubmitArgs } from './on-submit.ts';
import { registerTalk } from './on-talk.ts';
import { routesOf } from './routes.ts';
import { OPTIONAL_SCOPES, SCOPES } from './scopes.ts';

/** A route beside Slack's own in HTTP mode, e.g. /healthz. */
export type HttpRoute = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['customRoutes']>[number];

/** What installing by OAuth needs, where the app serves many workspaces. */
export type Installing = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly installations: InstallationStore;
  /** The app was removed from a workspace. */
  readonly forget: (workspaceId: string) => Promise<void>;
  /** Where /slack/install and /slack/oauth_redirect are in Socket Mode; over HTTP they are on the port of the bot. */
  readonly port: number;
};

/** One workspace by its bot token, or many that install the app. */
export type AppOptions = Transported & ({ readonly botToken: string } | { readonly installing: Installing });

type Transported = {
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
  /** Takes no more requests, and waits for those that are under way, a few seconds at most. */
  readonly stop: () => Promise<void>;
  readonly inFlight: () => number;
  /** Whether Slack can reach the bot: the socket is open, or the port listens. */
  readonly isConnected: () => boolean;
};

/** Slash commands as the manifest has them. */
export const COMMANDS = ['/deal', '/funnel', '/szansa', '/lejek'] as const;

/** Where Slack posts everything in HTTP mode. */
const PATH = '/slack/events';

/** One pattern for all: Bolt asks every listener about every request. */
const OUR_COMMANDS = new RegExp(`^(${COMMANDS.join('|')})$`);

/** How long stopping waits, before and after the connection is closed, for answers under way. */
const ANSWERS_WITHIN_MS = 2500;

/** The Bolt app with every listener. */
export function buildApp(options: AppOptions, deps: Deps): SlackApp {
  const { transport, logger } = options;
  const routes = routesOf(FLOWS);
  const clientOptions = interactiveClient(options.slackApiUrl);
  const { receiver, connection } = receiverOf(options);
  const app = new App({
    receiver,
    ...('botToken' in options
      ? { authorize: authorizeOne(options.botToken, new WebClient(options.botToken, { ...clientOptions, logger })) }
      : {}),
    clientOptions,
    logger,
    ignoreSelf: true,
    // Keeps a word for every conversation in memory; nothing of ours asks for it.
    convoStore: false,
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
  const idle = async () => {
    const giveUpAt = performance.now() + ANSWERS_WITHIN_MS;
    while (inFlight > 0 && performance.now() < giveUpAt) await pause(10);
  };
  app.command(
    OUR_COMMANDS,
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
  app.shortcut<GlobalShortcut | MessageShortcut>(
    /.*/,
    counted((args: ShortcutArgs) => onShortcut(deps, routes, args)),
  );
  app.options(
    { type: 'block_suggestion' },
    counted((args: OptionsArgs) => onOptions(deps, routes, args)),
  );
  registerEvents(app, deps, counted, 'installing' in options ? options.installing.forget : undefined);
  registerTalk(app, deps, routes, counted);
  app.error(async (error) => deps.log.error({ err: error }, 'a listener failed outside its own care'));
  return {
    start: async () => {
      await app.start(transport.kind === 'http' ? transport.port : 0);
      connection.isOpen = true;
    },
    isConnected: () => connection.isOpen,
    stop: async () => {
      // Over a socket an answer needs the connection, so whoever is being answered is waited for before it closes.
      await idle();
      connection.isOpen = false;
      await app.stop();
      await idle();
    },
    inFlight: () => inFlight,
  };
}

function receiverOf(options: AppOptions) {
  const { transport, logger, slackApiUrl } = options;
  const connection = { isOpen: false };
  const clientOptions = transport.kind === 'http' ? interactiveClient(slackApiUrl) : reconnectingClient(slackApiUrl);
  const installing = 'installing' in options ? installerOf(options.installing) : {};
  const port = 'installing' in options ? { port: options.installing.port } : {};
  const installerOptions = { clientOptions, ...port };
  if (transport.kind === 'http') {
    const { signingSecret, routes = [] } = transport;
    const receiver = new HTTPReceiver({
      signingSecret,
      logger,
      endpoints: [PATH],
      customRoutes: [...routes],
      dispatchErrorHandler,
      processEventErrorHandler,
      ...installing,
      installerOptions,
    });
    return { receiver: guarded(receiver, { signingSecret, path: PATH, commands: COMMANDS, logger }), connection };
  }
  const receiver = new SocketModeReceiver({ appToken: transport.appToken, logger, ...installing, installerOptions });
  receiver.client.on('connected', () => {
    connection.isOpen = true;
  });
  // Not 'disconnected': that is said after a deliberate stop only, and the bot would look well during an outage.
  receiver.client.on('close', () => {
    connection.isOpen = false;
  });
  return { receiver, connection };
}

function installerOf({ clientId, clientSecret, stateSecret, installations }: Installing) {
  return { clientId, clientSecret, stateSecret, installationStore: installations, scopes: [...SCOPES, ...OPTIONAL_SCOPES] };
}
