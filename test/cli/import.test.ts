import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_DEALS } from '../support/all-deals.ts';
import { databaseSettings, type EnvSettings, openStoreAt, runProgram, scriptCommand } from '../support/run-program.ts';

const PATIENCE_MS = 180_000;
const NOW = Date.parse('2026-11-16T09:00:00Z');
const TEXT = `at,deal_id,rep,value,currency,event,stage,name
2025-01-01,A,Anna,100,EUR,stage,Lead,Bielik
2025-01-08,A,Anna,,,stage,Offer,
2025-01-09,B,Anna,200,EUR,stage,Lead,Morela
2025-02-01,A,Anna,,,won,,`;

/** A file in a folder of the test's own. */
function writeInput(name: string, content: string | Buffer): string {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-import-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, name);
  writeFileSync(file, content);
  return file;
}

async function runImportCommand(args: string, settings: EnvSettings, command = scriptCommand('import')) {
  const program = runProgram(`${command} ${args}`, settings);
  return { code: await program.exitCode, out: program.stdout(), err: program.stderr() };
}

describe('npm run import', () => {
  it(
    'tries, imports, and finds nothing new a second time; an open embedded database is refused',
    async () => {
      const settings = await databaseSettings();
      const file = writeInput('history.csv.gz', gzipSync(TEXT));
      expect((await runImportCommand(file, settings)).err).toContain('There is no workspace yet');
      const first = await openStoreAt(settings);
      await first.tenant('T1').loadOrCreateRequester({ slackUserId: 'U1', name: 'Anna' }, { language: 'en', at: NOW });
      if (settings['LEJEK_DATA_DIR'] !== undefined) {
        const refused = await runImportCommand(file, settings);
        expect([refused.code, refused.err]).toEqual([
          1,
          expect.stringMatching(/Lejek \(pid \d+\) has this database open: stop it/),
        ]);
      }
      await first.close();

      const dry = await runImportCommand(`${file} --dry-run`, settings);
      expect([dry.code, dry.out]).toEqual([
        0,
        expect.stringContaining('Would import 2 new deals: 4 events from 2025-01-01 to 2025-02-01.'),
      ]);
      expect(dry.out).toContain('Nothing was written');
      const real = await runImportCommand(file, settings, 'npm run -s import --');
      expect([real.code, real.out]).toEqual([0, expect.stringContaining('Imported 2 new deals: 4 events')]);
      expect(real.out).toContain('1 open (200\u00A0EUR), 1 won, 0 lost.');
      expect(real.err).toContain('2 of 2 deals written');
      const again = await runImportCommand(file, settings);
      expect([again.code, again.out]).toEqual([0, 'Nothing new: 2 deals are here already.\n']);
      const store = await openStoreAt(settings);
      expect((await store.tenant('T1').deals(ALL_DEALS).file(1))?.deal).toMatchObject({ name: 'Bielik', outcome: 'won' });
      await store.close();

      const bad = await runImportCommand(writeInput('bad.csv', `${TEXT}\n2025-03-01,C,Anna,1,EUR,stage,Demo,`), settings);
      expect([bad.code, bad.out]).toEqual([1, '']);
      expect(bad.err).toMatch(
        /line 6: there is no stage "Demo"\nYour stages are Lead, .*--stages.*\nNothing was imported: 1 line could not be used\./s,
      );
    },
    PATIENCE_MS,
  );

  it(
    'explains itself',
    async () => {
      const help = await runImportCommand('--help', {});
      expect([help.code, help.out]).toEqual([0, expect.stringContaining('Everything is imported in one go, or nothing')]);
      const wrong = await runImportCommand('a.csv --reps anna', {});
      expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--reps are pairs')]);
    },
    PATIENCE_MS,
  );
});
