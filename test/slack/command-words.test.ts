import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePlanted, plantIn } from '../support/compile-planted.ts';

const WORDS = 'src/locale/command-words.ts';
const ROUTES = 'src/slack/request/routes.ts';
const ALL = 'src/slack/listeners/all.ts';
const HELP = 'src/slack/views/workspace/help.ts';
const ENGLISH = 'src/locale/en/workspace/help.ts';
const POLISH = 'src/locale/pl/workspace/help.ts';
const SHOW = 'src/slack/listeners/deal/show.ts';
/** Not among all flows, whose own error would hide others. */
const SHOW_AGAIN = 'src/slack/listeners/deal/show-again.ts';
const DRIVERS = 'test/support/drivers.ts';

const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const sources = (...paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, source(path)]));
const changed = (path: string, from: string | RegExp, to: string) => ({ [path]: plantIn(source(path), from, to) });

const compiled = compilePlanted({
  whole: sources(WORDS, ROUTES, ALL, HELP, ENGLISH, POLISH, DRIVERS),
  onlyListed: {
    ...sources(ROUTES, ALL, HELP, ENGLISH, DRIVERS),
    [WORDS]: plantIn(
      plantIn(source(WORDS), 'export const DEAL_WORDS = {', "export const DEAL_WORDS = {\n  pause: { en: ['pause'] },"),
      'export const FUNNEL_WORDS = {',
      "export const FUNNEL_WORDS = {\n  resume: { en: ['resume'] },",
    ),
  },
  withoutPart: {
    ...sources(ENGLISH),
    ...changed(ALL, '  wonFlow,\n', ''),
    ...changed(POLISH, /^ {4}lost: .*\n/m, ''),
    ...changed(HELP, '  undo: 10,\n', ''),
    ...changed(DRIVERS, /^ {2}edit: .*\n/m, ''),
    [SHOW_AGAIN]: plantIn(source(SHOW), "takesDeal: 'whole', ", ''),
  },
});

describe('a word of a command', { timeout: 240_000 }, () => {
  it('compiles with everything that it needs', async () => {
    expect((await compiled)('whole')).toEqual([]);
  });

  it('that is only listed lacks a listener, a place and a line in the help, a driver, and words in the other language', async () => {
    const errors = (await compiled)('onlyListed');
    const naming = (path: string) => errors.filter((line) => line.includes(path)).join('\n');
    for (const path of [ALL, HELP, ENGLISH, DRIVERS]) {
      expect(naming(path), path).toContain("'pause'");
      expect(naming(path), path).toContain("'resume'");
    }
    expect(naming(WORDS)).toMatch(/'pl'[\s\S]*'pl'/);
  });

  it('that loses one of its parts does not compile: flow, line, place, driver, or whether it takes a deal', async () => {
    const errors = (await compiled)('withoutPart');
    for (const [path, part] of [
      [ALL, 'won'],
      [POLISH, "'lost'"],
      [HELP, "'undo'"],
      [DRIVERS, "'edit'"],
      [SHOW_AGAIN, 'takesDeal'],
    ] as const) {
      expect(errors.filter((line) => line.includes(path)).join('\n'), path).toContain(part);
    }
  });
});
