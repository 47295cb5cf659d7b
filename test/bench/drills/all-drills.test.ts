import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALL_DRILLS } from '../../../bench/drill/all-drills.ts';

/** Their short forms take half a minute each: `npm run drill -- --short` runs them, and these tests hold the same promises by other means. */
const HELD_ELSEWHERE: Readonly<Record<string, string>> = {
  'power-loss': 'test/store/db/durable-pglite.test.ts',
  'kill-store': 'test/store/db/durable-pglite.test.ts',
  'lost-commit': 'test/slack/dispatch/lost-answers.test.ts',
  outbox: 'test/jobs/sender.test.ts',
  fuzz: 'test/slack/request/form.test.ts',
};

it('has a short form of every drill in one of these files, or another test of its promise', () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((name) => name !== 'all-drills.test.ts')
    .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));
  for (const name of Object.keys(ALL_DRILLS)) {
    const elsewhere = HELD_ELSEWHERE[name];
    if (elsewhere === undefined)
      expect(
        sources.filter((source) => source.includes(`'${name}'`)),
        name,
      ).toHaveLength(1);
    else expect(readFileSync(elsewhere, 'utf8'), name).not.toBe('');
  }
});
