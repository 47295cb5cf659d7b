import {
  App,
  type BlockAction,
  type GlobalShortcut,
  HTTPReceiver,
  type Logger,
  type MessageShortcut,
  SocketModeReceiver,
} from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { LANGUAGE_CODES } from '../../core/people/language.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import { SLASH_COMMANDS } from '../../locale/command-words.ts';
import { interactiveClientOptions, reconnectingClientOptions } from '../../platform/clients.ts';
import type { Clock } from '../../platform/clock.ts';
import type { SignatureVerdict } from '../../platform/health.ts';
import type { OAuthOptions } from '../../platform/installations.ts';
import { WORKFLOW_STEPS } from '../../tools/workflow-steps.ts';
import { ROUTES } from '../listeners/all.ts';
import type { RequestDeps } from '../request/request-deps.ts';
import { authorizeSingleWorkspace } from '../web-api/authorize.ts';
import { dispatchErrorHandler, guardReceiver, processEventErrorHandler } from '../web-api/request-guard.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../web-api/scopes.ts';
import { createInFlightCounter } from './count-in-flight.ts';
import { registerEvents } from './events.ts';
import { refuseOrgInstall } from './install-page.ts';
import { type CommandArgs, onCommand } from './on-command.ts';
import { type FunctionArgs, onFunction } from './on-function.ts';
import { registerInvitations } from './on-invited.ts';
import { registerMentions } from './on-mention.ts';
import { type OptionsArgs, onOptions } from './on-options.ts';
import { onPress, type PressArgs } from './on-press.ts';
import { onShortcut, type ShortcutArgs } from './on-shortcut.ts';
import { onSubmit, type SubmitArgs } from './on-submit.ts';

/** A route beside Slack's own in HTTP mode, e.g. /healthz. */
export type HttpRoute = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['customRoutes']>[number];

/** One workspace by its bot token, or many that install the app. */
export type AppOptions = TransportOptions & ({ readonly botToken: string } | { readonly installing: OAuthOptions });

type TransportOptions = {
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
  /** Over HTTP: how the signatures of requests were so far; undefined before the first. */
  readonly signatures: () => SignatureVerdict | undefined;
};

/** Slash commands as the manifest has them. */
export const COMMANDS: readonly string[] = LANGUAGE_CODES.flatMap((code) => Object.values(SLASH_COMMANDS[code]));

/** Where Slack posts everything in HTTP mode. */
const EVENTS_PATH = '/slack/events';

/** One pattern for all: Bolt asks every listener about every request. */
const COMMANDS_PATTERN = new RegExp(`^(${COMMANDS.join('|')})$`);

/** How long stopping waits, before and after the connection is closed, for answers under way. */
const DRAIN_TIMEOUT_MS: DurationMs = 1500;

/** The Bolt app with every listener. */
export function buildApp(options: AppOptions, deps: RequestDeps): SlackApp {
  const { transport, logger } = options;
  const routes = ROUTES;
  const clientOptions = interactiveClientOptions(options.slackApiUrl);
  const { receiver, connection } = createReceiver(options, deps.clock);
  const app = new App({
    receiver,
    ...('botToken' in options
      ? { authorize: authorizeSingleWorkspace(options.botToken, new WebClient(options.botToken, { ...clientOptions, logger })) }
      : {}),
    clientOptions,
    logger,
    ignoreSelf: true,
    // Keeps a word for every conversation in memory; nothing of ours asks for it.
    convoStore: false,
  });
  const { countInFlight, inFlight, waitUntilIdle } = createInFlightCounter(deps.clock);
  app.command(
    COMMANDS_PATTERN,
    countInFlight((args: CommandArgs) => onCommand(deps, routes, args)),
  );
  app.action<BlockAction>(
    /.*/,
    countInFlight((args: PressArgs) => onPress(deps, routes, args)),
  );
  app.view(
    { callback_id: /.*/, type: 'view_submission' },
    countInFlight((args: SubmitArgs) => onSubmit(deps, routes, args)),
  );
  app.shortcut<GlobalShortcut | MessageShortcut>(
    /.*/,
    countInFlight((args: ShortcutArgs) => onShortcut(deps, routes, args)),
  );
  app.options(
    { type: 'block_suggestion' },
    countInFlight((args: OptionsArgs) => onOptions(deps, routes, args)),
  );
  for (const [callbackId, step] of Object.entries(WORKFLOW_STEPS))
    app.function(
      callbackId,
      countInFlight((args: FunctionArgs) => onFunction(deps, step, args)),
    );
  registerEvents(app, deps, { countInFlight, forget: 'installing' in options ? options.installing.forget : undefined });
  registerMentions(app, deps, { routes, countInFlight });
  registerInvitations(app, deps, { countInFlight });
  app.error(async (error) => deps.log.error({ err: error }, 'a listener failed outside its own care'));
  return {
    start: async () => {
      deps.load.open();
      await app.start(transport.kind === 'http' ? transport.port : 0);
      connection.isOpen = true;
    },
    isConnected: () => connection.isOpen,
    signatures: () => connection.signatures,
    stop: async () => {
      // What still comes is told at once to come again; only what was taken is worked on.
      deps.load.close();
      // Over a socket an answer needs the connection, so whoever is being answered is waited for before it closes.
      await waitUntilIdle(DRAIN_TIMEOUT_MS);
      connection.isOpen = false;
      await app.stop();
      await waitUntilIdle(DRAIN_TIMEOUT_MS);
    },
    inFlight,
  };
}

type Connection = { isOpen: boolean; signatures: SignatureVerdict | undefined };

function createReceiver(options: AppOptions, clock: Clock) {
  const { transport, logger, slackApiUrl } = options;
  const connection: Connection = { isOpen: false, signatures: undefined };
  const clientOptions =
    transport.kind === 'http' ? interactiveClientOptions(slackApiUrl) : reconnectingClientOptions(slackApiUrl);
  const installing = 'installing' in options ? toInstallerOptions(options.installing) : {};
  const port = 'installing' in options ? { port: options.installing.port } : {};
  const installerOptions = { clientOptions, ...port, callbackOptions: CALLBACK_OPTIONS };
  if (transport.kind === 'http') {
    const { signingSecret, routes = [] } = transport;
    const receiver = new HTTPReceiver({
      signingSecret,
      logger,
      endpoints: [EVENTS_PATH],
      customRoutes: [...routes],
      dispatchErrorHandler,
      processEventErrorHandler,
      ...installing,
      installerOptions,
    });
    const onSignature = (isRight: boolean) => {
      // One that is right proves the secret: whatever else comes is not from Slack.
      if (connection.signatures !== 'right') connection.signatures = isRight ? 'right' : 'wrong';
    };
    return {
      receiver: guardReceiver(receiver, { signingSecret, path: EVENTS_PATH, commands: COMMANDS, logger, clock, onSignature }),
      connection,
    };
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

type InstallerOptions = NonNullable<ConstructorParameters<typeof HTTPReceiver>[0]['installerOptions']>;

const CALLBACK_OPTIONS: NonNullable<InstallerOptions['callbackOptions']> = {
  // Slack has given a token, and nothing is stored yet.
  afterInstallation: (installation, _options, ...exchange) => refuseOrgInstall(installation, exchange),
};

function toInstallerOptions({ clientId, clientSecret, stateSecret, installationStore }: OAuthOptions) {
  return {
    clientId,
    clientSecret,
    stateSecret,
    installationStore: installationStore,
    scopes: [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES],
  };
}
