import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localImport } from '../../src/import/local-import.ts';
import { askRunningBot, localSocketPath, serveLocalCommands } from '../../src/platform/local-socket.ts';
import type { Database } from '../../src/store/db/database.ts';
import { createStore } from '../../src/store/open-store.ts';
import { ALL_DEALS } from '../support/all-deals.ts';
import { type Company, createCompany } from '../support/company.ts';
import { openTestDatabase } from '../support/store/test-database.ts';
import { encodeText } from '../support/table-files.ts';

const NOW = Date.parse('2026-11-16T09:00:00Z');

let database: Database;
let home: Company;
let server: Awaited<ReturnType<typeof serveLocalCommands>>;
let imported = 0;
const dir = mkdtempSync(join(tmpdir(), 'lejek-socket-'));
const path = localSocketPath(dir) ?? '';
beforeAll(async () => {
  database = await openTestDatabase();
  home = await createCompany(database);
  // What a killed bot left behind.
  writeFileSync(path, '');
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const onImported = () => {
    imported += 1;
  };
  const importing = localImport({ store: createStore(database), now: () => NOW, onImported });
  server = await serveLocalCommands(path, { commands: { import: importing }, log });
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
  await database.close();
});

async function ask(text: string, ...args: readonly string[]) {
  const lines = { out: [] as string[], err: [] as string[], progress: [] as string[] };
  const exit = await askRunningBot(
    path,
    { command: 'import', args, bytes: encodeText(text, 'utf-8') },
    {
      out: (line) => void lines.out.push(line),
      err: (line) => void lines.err.push(line),
      progress: (what) => (done, of) => void lines.progress.push(`${done}/${of} ${what}`),
    },
  );
  return { exit, ...lines };
}

it('a running bot imports what the command line asks it to, for its owner alone', async () => {
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  const text = 'name,stage,owner\nŁódź,Lead,Anna\nGdynia,Lead,Anna\n';
  const dry = await ask(text, 'deals.csv', '--dry-run');
  expect([dry.exit, dry.out.at(-1), imported]).toEqual([0, 'Nothing was written: this was a dry run.', 1]);
  // Two at once: one after the other, and the second finds nothing new.
  const both = await Promise.all([ask(text, 'deals.csv'), ask(text, 'deals.csv')]);
  expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(
    both
      .flatMap(({ out }) => out)
      .filter((line) => /^Imported|^Nothing new/.test(line))
      .toSorted(),
  ).toEqual(['Imported: 2 new deals.', 'Nothing new in this file.']);
  expect(both.flatMap(({ progress }) => progress)).toContain('2/2 deals written');
  expect((await home.tenant.deals(ALL_DEALS).file(1))?.deal.name).toBe('Łódź');
});

it('says what is wrong with a request, and goes on', async () => {
  expect(await ask('', 'a.csv', '--reps', 'anna')).toMatchObject({ exit: 1, err: [expect.stringContaining('--reps are pairs')] });
  await new Promise<void>((closed) => {
    const socket = connect(path, () => socket.write('nonsense\n'));
    socket.resume().on('close', () => closed());
  });
  const said: string[] = [];
  const output = { out: () => {}, err: (line: string) => void said.push(line), progress: () => () => {} };
  expect(await askRunningBot(path, { command: 'drop', args: [], bytes: new Uint8Array() }, output)).toBe(1);
  expect(said).toEqual(['the bot does not know the command drop: is it of another version?']);
  expect((await ask('name,stage,owner\nA,Lead,Anna\n', 'deals.csv', '--dry-run')).exit).toBe(0);
});

it('nobody listens where there is no bot', async () => {
  const output = { out: () => {}, err: () => {}, progress: () => () => {} };
  expect(
    await askRunningBot(join(dir, 'none.sock'), { command: 'import', args: [], bytes: new Uint8Array() }, output),
  ).toBeUndefined();
  expect(localSocketPath(`/tmp/${'x'.repeat(120)}`)).toBeUndefined();
});
