import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readManifest } from '../simulator/read-manifest.ts';
import { eventScopes } from '../simulator/state/publish-event.ts';
import { findMethod } from '../simulator/web-api/call-method.ts';
import { systemClock } from '../src/platform/clock.ts';
import { httpManifest } from '../src/platform/http-manifest.ts';
import { COMMANDS } from '../src/slack/dispatch/app.ts';
import { registerEvents } from '../src/slack/dispatch/events.ts';
import { registerInvitations } from '../src/slack/dispatch/on-invited.ts';
import { registerMentions } from '../src/slack/dispatch/on-mention.ts';
import { FLOWS } from '../src/slack/listeners/all.ts';
import { createRequestDeps } from '../src/slack/request/request-deps.ts';
import { buildRoutes } from '../src/slack/request/routes.ts';
import { SHORTCUTS } from '../src/slack/steps/shortcuts.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../src/slack/web-api/scopes.ts';
import { createStore } from '../src/store/open-store.ts';
import { manifestFunctions, WORKFLOW_STEPS } from '../src/tools/workflow-steps.ts';
import { openTestDatabase } from './support/store/test-database.ts';

const manifest = readManifest();
const text = readFileSync('manifest.yml', 'utf8');
const scopes = manifest.oauth_config?.scopes;

/** Every Web API method that the sources call, such as `chat.postMessage`. */
function methodsCalled(): readonly string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const calls = files.flatMap((file) => [
    ...readFileSync(join('src', file), 'utf8').matchAll(
      /\.((?:apps\.connections|auth|bots|chat|conversations|files|pins|reactions|usergroups|users|views)\.[a-zA-Z]+)\(/g,
    ),
  ]);
  return [...new Set(calls.map(([, method = '']) => method))].sort();
}

/** Slack counts these together: which one is needed depends on the kind of conversation. */
const KINDS = ['channels', 'groups', 'im', 'mpim'];

describe('the manifest', () => {
  it('has the commands that the app answers, and no other', () => {
    expect(manifest.features?.slash_commands?.map(({ command }) => command).sort()).toEqual([...COMMANDS].sort());
  });

  it('has commands whose mentions and channels arrive as ids', () => {
    expect(manifest.features?.slash_commands?.every(({ should_escape }) => should_escape === true)).toBe(true);
  });

  it('has the shortcuts that the app answers, with names that fit', () => {
    const shortcuts = manifest.features?.shortcuts ?? [];
    expect(shortcuts.map(({ callback_id }) => callback_id)).toEqual(Object.values(SHORTCUTS));
    // Slack's limit of a shortcut's name: docs.slack.dev, app manifest.
    for (const [, name = ''] of text.matchAll(/- name: (.+)/g)) expect(name.length, name).toBeLessThanOrEqual(24);
  });

  it('subscribes to the events that the app listens to, and no other', async () => {
    const store = createStore(await openTestDatabase());
    onTestFinished(store.close);
    const heard: string[] = [];
    // Of messages, those to the bot itself.
    const listener = { event: (name: string | RegExp) => void heard.push(name === 'message' ? 'message.im' : String(name)) };
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    const clientFor = () => Promise.reject(new Error('nothing is called here'));
    const clock = systemClock();
    const deps = createRequestDeps({
      store,
      clock,
      externalChannels: new Map(),
      log: silent,
      clientFor,
      wake() {},
      observe() {},
    });
    registerEvents(listener, deps, { countInFlight: (run) => run });
    registerInvitations(listener, deps, { countInFlight: (run) => run });
    // Of steps, which Bolt hears by a method of their own.
    if (Object.keys(WORKFLOW_STEPS).length > 0) heard.push('function_executed');
    registerMentions(listener, deps, { routes: buildRoutes(FLOWS), countInFlight: (run) => run });
    expect(manifest.settings?.event_subscriptions?.bot_events?.toSorted()).toEqual(heard.sort());
  });

  it('has the steps of workflows with the fields that the app reads and gives', () => {
    expect(manifest.functions).toEqual(manifestFunctions());
    for (const { tool, inputs } of Object.values(WORKFLOW_STEPS))
      expect(
        Object.values(inputs)
          .flatMap(({ input }) => input ?? [])
          .filter((name) => !(name in tool.input.shape)),
      ).toEqual([]);
  });

  it('asks for the scopes that the app counts on, and doctor looks for', () => {
    // Slack asks for those of the first list only; the second says which of them may be refused.
    expect(scopes?.bot).toEqual([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES]);
    expect(scopes?.bot_optional).toEqual([...OPTIONAL_SCOPES]);
  });

  it('asks for a scope of every method that the sources call', () => {
    const granted: readonly string[] = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES];
    expect(methodsCalled()).toContain('chat.postMessage');
    for (const name of methodsCalled()) {
      const method = findMethod(name);
      expect(method, `the simulator knows ${name}`).toBeDefined();
      const needed = method?.scopes ?? [];
      expect(needed.length === 0 || needed.some((scope) => granted.includes(scope)), `${name} needs ${needed}`).toBe(true);
    }
  });

  /** The bot does without these where their scope is refused: Slack sends none then. */
  const DISPENSABLE = ['subteam_members_changed', 'subteam_updated'];

  it('asks for a scope of every event that it subscribes to: without it Slack would not take the manifest', () => {
    for (const name of manifest.settings?.event_subscriptions?.bot_events ?? []) {
      const needed = eventScopes(name);
      const asked: readonly string[] = DISPENSABLE.includes(name) ? (scopes?.bot ?? []) : REQUIRED_SCOPES;
      expect(needed.length === 0 || needed.some((scope) => asked.includes(scope)), `${name} needs ${needed}`).toBe(true);
    }
  });

  it('lets people write to the bot, as it answers them', () => {
    expect(manifest.features?.app_home).toMatchObject({ messages_tab_enabled: true, messages_tab_read_only_enabled: false });
  });

  it('asks for no scope that nothing needs', () => {
    const events = manifest.settings?.event_subscriptions?.bot_events ?? [];
    const needed = new Set([
      ...methodsCalled().flatMap((name) => findMethod(name)?.scopes ?? []),
      ...events.flatMap((name) => eventScopes(name)),
    ]);
    const withoutMethod = ['commands'];
    for (const scope of [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES]) {
      const [kind = '', what] = scope.split(':');
      const alike = KINDS.includes(kind) ? KINDS.map((each) => `${each}:${what}`) : [scope];
      expect(withoutMethod.includes(scope) || alike.some((each) => needed.has(each)), scope).toBe(true);
    }
  });

  it('says above each scope and event why it is needed', () => {
    const lines = text.split('\n');
    const asked = [...(scopes?.bot ?? []), ...(manifest.settings?.event_subscriptions?.bot_events ?? [])];
    for (const name of asked) {
      const at = lines.findIndex((line) => line.trim() === `- ${name}`);
      expect(lines[at - 1]?.trim(), name).toMatch(/^# [A-Z].*\.$/);
    }
  });

  it('for hosting over HTTP has the address at every place where Slack calls, and no Socket Mode', () => {
    const http = parse(httpManifest(text, 'https://lejek.example.com') ?? '');
    const url = 'https://lejek.example.com/slack/events';
    expect(http.features.slash_commands.map((command: { url: string }) => command.url)).toEqual(COMMANDS.map(() => url));
    expect(http.settings.event_subscriptions.request_url).toBe(url);
    expect(http.settings.interactivity).toEqual({ is_enabled: true, request_url: url, message_menu_options_url: url });
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.oauth_config).toEqual({ redirect_urls: ['https://lejek.example.com/slack/oauth_redirect'], scopes });
  });

  it('is not made for an address that Slack would not take', () => {
    for (const origin of [
      'http://lejek.example.com',
      'https://lejek.example.com/bot',
      'lejek.example.com',
      'https://u:p@x.example',
    ])
      expect(httpManifest(text, origin), origin).toBeUndefined();
  });
});
