import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../support/run-program.ts';
import { STAGE_IDS } from '../support/simulated-firm.ts';
import { historyCsv, simulatedStageHistory } from '../support/simulated-stage-history.ts';

const PATIENCE_MS = 120_000;
const backtest = (args: string) => runProgram(`npm run -s backtest -- ${args}`, {});

describe('npm run backtest', () => {
  it(
    'prints tables with the baselines, writes the predictions in their fixed form and the calibration as a picture',
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'lejek-backtest-'));
      onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
      const file = join(dir, 'history.csv.gz');
      writeFileSync(file, gzipSync(historyCsv(simulatedStageHistory(3, 400))));
      const [out, chart] = [join(dir, 'out.json'), join(dir, 'calibration.png')];
      const asked = `--stages ${STAGE_IDS.join(',')} --origins 2024-09-01,2024-10-01 --periods d30 --scopes team,reps`;
      const program = backtest(`--events ${file} ${asked} --out ${out} --chart ${chart}`);
      expect(await program.exitCode, program.stderr()).toBe(0);

      for (const name of ['Lejek', 'fixed ladder', 'closed-won / closed', 'naive Bayes', 'run-rate'])
        expect(program.stdout()).toContain(name);
      expect(program.stdout()).not.toContain('days\n');
      expect(program.stderr()).toMatch(/\d+ of \d+ days/);

      const { product, snapshots } = JSON.parse(readFileSync(out, 'utf8'));
      expect(product).toMatch(/^lejek \d/);
      expect(snapshots.map(({ dataset, origin }: { dataset: string; origin: string }) => [dataset, origin])).toEqual([
        ['history.csv.gz', '2024-09-01'],
        ['history.csv.gz', '2024-10-01'],
      ]);
      expect(Object.values(snapshots[0].deals)[0]).toEqual({ p_win: expect.any(Number), p_30d: expect.any(Number) });
      expect(snapshots[0].forecasts[0]).toEqual({ scope: 'team', period: 'd30', mean: expect.any(Number), q: expect.any(Array) });
      expect(snapshots[0].forecasts[0].q).toHaveLength(19);
      expect([...readFileSync(chart).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    },
    PATIENCE_MS,
  );

  it(
    'says what it does not understand, and of a file that is not there its name',
    async () => {
      const without = backtest('--stages a,b');
      expect(await without.exitCode).toBe(2);
      expect(without.stderr()).toContain('Which history?');
      const missing = backtest('--events nowhere.csv --stages a,b');
      expect(await missing.exitCode).toBe(1);
      expect(missing.stderr()).toContain('nowhere.csv');
    },
    PATIENCE_MS,
  );
});
