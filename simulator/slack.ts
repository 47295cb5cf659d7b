import { createAppSender } from './delivery/app-sender.ts';
import { createEventDelivery, REDELIVERIES_MS } from './delivery/event-delivery.ts';
import { createHttpTransport } from './delivery/http-transport.ts';
import { createSocketHub } from './delivery/socket-hub.ts';
import { createCallFaults, type Faults, type OutageKind } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import type { Manifest } from './manifest.ts';
import { createPerson, type Person } from './person/person.ts';
import { listen, serve } from './server/server.ts';
import { restoreWorkspace, type SavedWorkspace, toSavedWorkspace } from './state/saved-workspace.ts';
import { createWorkspace, type Identity } from './state/workspace.ts';
import { createWorkspaceControls, type WorkspaceControls } from './workspace-controls.ts';

export type SlackOptions = {
  /** manifest.yml as an object: the scopes, commands, shortcuts and events that the workspace holds the app to. */
  readonly manifest: Manifest;
  /** Milliseconds since the epoch; stamps messages and ends response_urls. Default: the real clock. */
  readonly now?: () => number;
  /** Default 3,000, as Slack. */
  readonly ackLimitMs?: number;
  /** Real milliseconds in which a trigger_id works; default 3,000, as Slack. */
  readonly triggerLifeMs?: number;
  /** Pauses before an unacknowledged event is sent again; default at once, one minute, five minutes. */
  readonly redeliverAfterMs?: readonly number[];
  /** Default: any free one. */
  readonly port?: number;
  readonly team?: { readonly id?: string; readonly name?: string; readonly domain?: string };
  /** What an earlier workspace kept: this one goes on from there. */
  readonly saved?: SavedWorkspace;
};

/** A running workspace: what its people do, and the controls that are documented in workspace-controls.ts. */
export type Slack = Identity &
  WorkspaceControls & {
    /** `http://127.0.0.1:PORT/api/`: the app's SLACK_API_URL. */
    readonly apiUrl: string;
    /** Delivers by signed POST to this address on this machine; `undefined` goes back to Socket Mode. */
    useHttp(requestUrl: string | undefined): void;
    /** Resolves when the app is connected in Socket Mode. */
    waitForSocket(): Promise<void>;
    as(userId: string): Person;
    /** What outlives the process, for the next start. */
    toSavedWorkspace(): SavedWorkspace;
    readonly journal: readonly JournalEntry[];
    onJournal(listener: (entry: JournalEntry) => void): () => void;
    readonly faults: Faults;
    stop(): Promise<void>;
  };

/**
 * Starts a Slack workspace on 127.0.0.1 which refuses what Slack refuses. An unmodified Bolt app runs against it in Socket
 * Mode or over HTTP, and may come and go; stop the app about 100 ms before the workspace.
 *
 * @throws Error when the port is taken.
 */
export async function startSlack(options: SlackOptions): Promise<Slack> {
  const {
    manifest,
    now = Date.now,
    ackLimitMs = 3000,
    triggerLifeMs = 3000,
    redeliverAfterMs = REDELIVERIES_MS,
    port = 0,
    team = {},
    saved,
  } = options;
  const { server, origin } = await listen(port);
  const workspace = createWorkspace({
    manifest,
    origin,
    now,
    triggerLifeMs,
    team,
    ...(saved === undefined ? {} : { identity: saved.identity }),
  });
  if (saved !== undefined) restoreWorkspace(workspace, saved);
  const { identity, journal } = workspace;
  const callFaults = createCallFaults();
  let away: OutageKind | undefined;
  let http: ReturnType<typeof createHttpTransport> | undefined;

  serve(server, workspace, callFaults, () => away);
  const hub = createSocketHub(server, workspace, ackLimitMs, () => away !== undefined);
  const appSender = createAppSender(workspace, () =>
    http ? { kind: 'http', transmit: http } : { kind: 'socket', transmit: hub.deliver },
  );
  const events = createEventDelivery(workspace, appSender, redeliverAfterMs);
  workspace.outbox.on((event) => void events.deliver(event));

  const people = new Map<string, Person>();
  const faults: Faults = {
    ...callFaults,
    outage(on, kind = 'refused') {
      away = on ? kind : undefined;
      if (on) hub.drop();
      if (on) server.closeIdleConnections();
    },
    dropSockets: hub.drop,
    refreshSockets: (reason = 'refresh_requested') => hub.refresh(reason),
    refuseBlockTypes(types) {
      workspace.refusedBlockTypes.clear();
      for (const type of types) workspace.refusedBlockTypes.add(type);
    },
  };

  return {
    ...identity,
    ...createWorkspaceControls(workspace, events),
    apiUrl: `${origin}/api/`,
    useHttp(requestUrl) {
      http = requestUrl === undefined ? undefined : createHttpTransport(requestUrl, identity.signingSecret, ackLimitMs);
    },
    waitForSocket: hub.waitForOpen,
    as(userId) {
      const person = people.get(userId) ?? createPerson({ workspace, appSender, events, userId, suggestedOptions: new Map() });
      people.set(userId, person);
      person.profile();
      return person;
    },
    toSavedWorkspace: () => toSavedWorkspace(workspace),
    journal: journal.entries,
    onJournal: journal.onEntry,
    faults,
    async stop() {
      events.stop();
      await hub.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
