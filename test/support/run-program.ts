import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { settingNames } from '../../src/platform/settings.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/types/store.ts';
import { copyDatabaseInto, createTestDatabase } from './store/test-database.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type EnvSettings = Readonly<Record<string, string>>;

/** One of the commands of package.json, run as a person runs it. */
export type Program = {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when standard output or error holds the text. @throws Error when the program ends before. */
  readonly waitForOutput: (text: string) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it and all that it started have ended, with its exit code; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
};

const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;

/** What `npm run NAME` runs: npm's own start takes as long again, and its shell does not pass a signal on. */
export function scriptCommand(name: string): string {
  const command = SCRIPTS[name];
  if (command === undefined) throw new Error(`package.json has no script "${name}"`);
  return command;
}

/** Runs a command with these settings and no others of Lejek's; what is left of it when the test ends is killed. */
export function runProgram(command: string, settings: EnvSettings): Program {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  // Set to nothing, so that a developer's own .env does not fill them in.
  const unset = Object.fromEntries(settingNames.map((setting) => [setting, '']));
  const env = { PATH, HOME, TMPDIR, npm_config_update_notifier: 'false', ...unset, ...settings };
  const [file = '', ...args] = command.split(' ');
  const child: ChildProcess = spawn(file, args, { cwd: ROOT, env, detached: true });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    try {
      // The whole group: npm, its shell and the program.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of it has ended.
    }
    await ended;
  });
  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill: (signal) => void child.kill(signal),
    exitCode: ended,
    waitForOutput: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (said.stdout.includes(text) || said.stderr.includes(text)) resolve();
        };
        listeners.add(check);
        void ended.then((code) => reject(new Error(`ended with ${code}, saying\n${said.stdout}\n${said.stderr}`)));
        check();
      }),
  };
}

/** The store that such settings point at. */
export const openStoreAt = ({ DATABASE_URL: databaseUrl, LEJEK_DATA_DIR: dataDir }: EnvSettings): Promise<Store> =>
  openStore({ ...(databaseUrl === undefined ? {} : { databaseUrl }), ...(dataDir === undefined ? {} : { dataDir }) });

/**
 * Settings that point at a database of the test's own: on the server of the run, else embedded in a folder of its own. `from`: `nothing`
 * leaves that folder empty, so that the program makes its database there, with a sync of every file; that takes seconds.
 */
export async function databaseSettings(from: 'migrated' | 'nothing' = 'migrated'): Promise<EnvSettings> {
  if (inject('testServer') !== null) {
    const { databaseUrl } = await createTestDatabase('migrated');
    if (databaseUrl !== undefined) return { DATABASE_URL: databaseUrl };
  }
  const dir = mkdtempSync(join(tmpdir(), 'lejek-data-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  if (from === 'migrated') copyDatabaseInto(dir);
  return { LEJEK_DATA_DIR: dir };
}
