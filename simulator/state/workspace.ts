import { createEmitter, type Emitter } from '../emitter.ts';
import { createJournal, type Journal } from '../journal.ts';
import type { Manifest } from '../manifest.ts';
import type { Fields } from '../read-json.ts';
import type { ElementState, Message, SlackChannel, SlackUser, SlackUserGroup, StoredFile, View } from './entities.ts';
import { createTimestamps, randomHex, randomId } from './ids.ts';

/** Who the team and the app are, and the secrets that they share. */
export type Identity = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Of the person who made the app: reads and changes its configuration. */
  readonly configToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** An interaction that may open a view: for how long, whether it has, and from which view it came. */
export type Trigger = { readonly userId: string; readonly madeAt: number; readonly isUsed: boolean } & TriggerPlace;

/** Where an interaction happened: in an open view, which allows a push where it is a modal, or in a conversation that the person looks at. */
export type TriggerPlace = { readonly viewId?: string | undefined; readonly channelId?: string | undefined };

/** Where an app may still answer an interaction; `original` is the message that was clicked, if it was one. */
export type ResponseUrl = {
  readonly channel: string;
  readonly userId: string;
  readonly madeAt: number;
  readonly uses: number;
  /** Of a command, the line as it was typed. */
  readonly line?: string;
  readonly original?: { readonly ts: string; readonly isEphemeral: boolean };
};

/** What somebody agreed to: `isOrgWide`: for every workspace of their Enterprise Grid organisation. */
export type InstallationGrant = { readonly redirectUri: string; readonly userId: string; readonly isOrgWide: boolean };

/** One run of a custom step: its own short-lived token, and what the app has said of it so far. */
export type FunctionRun = {
  readonly callbackId: string;
  readonly token: string;
  readonly result?: FunctionResult;
};

export type FunctionResult = { readonly outputs: Fields } | { readonly error: string };

export type ScheduledMessage = { readonly id: string; readonly channel: string; readonly postAt: number; readonly args: Fields };

/** An event for the app, not yet in its envelope. `subscription` is its name in the manifest, e.g. `message.im`. */
export type OutgoingEvent = { readonly subscription: string; readonly event: Fields & { readonly type: string } };

/**
 * Everything the workspace knows. The maps are the state: functions in this folder change them, the values inside are
 * replaced, never altered.
 */
export type Workspace = {
  readonly identity: Identity;
  readonly manifest: Manifest;
  /** `http://127.0.0.1:PORT`, the only address that payloads name. */
  readonly origin: string;
  /** Milliseconds since the epoch by the workspace's clock; stamps messages and events. */
  readonly now: () => number;
  readonly nextTs: () => string;
  readonly triggerLifeMs: number;
  readonly users: Map<string, SlackUser>;
  readonly userGroups: Map<string, SlackUserGroup>;
  readonly channels: Map<string, SlackChannel>;
  /** By channel, in order of `ts`. */
  readonly messages: Map<string, readonly Message[]>;
  /** By person, in order. */
  readonly ephemerals: Map<string, readonly Message[]>;
  /** Open modals by id. */
  readonly modals: Map<string, View>;
  /** Ids of a person's open modals, the top one last. */
  readonly modalStacks: Map<string, readonly string[]>;
  /** The conversation that a person looked at when a modal opened, by the modal's id. */
  readonly openedFrom: Map<string, string>;
  readonly homes: Map<string, View>;
  /** What was typed or chosen: by surface, then `block_id`, then `action_id`. */
  readonly inputStates: Map<string, Map<string, Map<string, ElementState>>>;
  readonly files: Map<string, StoredFile>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly scheduled: Map<string, ScheduledMessage>;
  /** Single-use tickets for a Socket Mode connection. */
  readonly socketTickets: Set<string>;
  readonly oauthCodes: Map<string, InstallationGrant>;
  /** Block kinds refused for now, as in a roll-out by phases. */
  readonly refusedBlockTypes: Set<string>;
  /** Tokens that no longer work. */
  readonly revokedTokens: Set<string>;
  /** Runs of custom steps, by their ids. */
  readonly functionRuns: Map<string, FunctionRun>;
  readonly journal: Journal;
  /** Fires after each change that a person could see. */
  readonly changes: Emitter<void>;
  readonly outbox: Emitter<OutgoingEvent>;
};

export type WorkspaceOptions = {
  readonly manifest: Manifest;
  readonly origin: string;
  readonly now: () => number;
  readonly triggerLifeMs: number;
  readonly team: { readonly id?: string; readonly name?: string; readonly domain?: string };
  /** Of an earlier workspace that goes on. */
  readonly identity?: Identity;
};

/** Makes a workspace with one bot user, the app's, and no channels. */
export function createWorkspace({ manifest, origin, now, triggerLifeMs, team, ...earlier }: WorkspaceOptions): Workspace {
  const identity = earlier.identity ?? createIdentity(team);
  return {
    identity,
    manifest,
    origin,
    now,
    nextTs: createTimestamps(now),
    triggerLifeMs,
    users: new Map([[identity.botUserId, botUser(identity, manifest)]]),
    userGroups: new Map(),
    channels: new Map(),
    messages: new Map(),
    ephemerals: new Map(),
    modals: new Map(),
    modalStacks: new Map(),
    openedFrom: new Map(),
    homes: new Map(),
    inputStates: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    scheduled: new Map(),
    socketTickets: new Set(),
    oauthCodes: new Map(),
    refusedBlockTypes: new Set(),
    revokedTokens: new Set(),
    functionRuns: new Map(),
    journal: createJournal(now),
    changes: createEmitter<void>(),
    outbox: createEmitter<OutgoingEvent>(),
  };
}

function createIdentity(team: WorkspaceOptions['team']): Identity {
  const teamId = team.id ?? randomId('T');
  const appId = randomId('A');
  return {
    team: { id: teamId, name: team.name ?? 'Simulated', domain: team.domain ?? 'simulated' },
    appId,
    botId: randomId('B'),
    botUserId: randomId('U'),
    botToken: `xoxb-simulator-${randomHex(12)}`,
    appToken: `xapp-1-${appId}-${randomHex(12)}`,
    configToken: `xoxe.xoxp-1-${randomHex(12)}`,
    signingSecret: randomHex(16),
    verificationToken: randomHex(12),
    clientId: `${Date.now()}.${Math.floor(Math.random() * 1e12)}`,
    clientSecret: randomHex(16),
  };
}

function botUser(identity: Identity, manifest: Manifest): SlackUser {
  const name = manifest.features?.bot_user?.display_name ?? manifest.display_information?.name ?? 'bot';
  const handle = name.toLowerCase().replaceAll(/\s+/g, '-');
  const place = { teamId: identity.team.id, locale: 'en-US', tz: 'Etc/UTC' };
  return { id: identity.botUserId, name: handle, realName: name, ...place, isBot: true, isAdmin: false, deleted: false };
}
