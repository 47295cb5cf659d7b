import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALL_DRILLS } from '../../../bench/drill/all-drills.ts';

it('has a short form of every drill in one of these files', () => {
  const sources = readdirSync(import.meta.dirname).map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'));
  for (const name of Object.keys(ALL_DRILLS))
    expect(
      sources.filter((source) => source.includes(`'${name}'`)),
      name,
    ).toHaveLength(1);
});
