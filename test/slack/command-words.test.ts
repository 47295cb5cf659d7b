import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compilePlanted } from '../support/compile-planted.ts';

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

const source = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const sources = async (...paths: readonly string[]): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await source(path)] as const)));

/** A file with something taken out or put in; it has to be there. */
async function changed(path: string, from: string | RegExp, to: string): Promise<Readonly<Record<string, string>>> {
  const text = await source(path);
  const planted = text.replace(from, to);
  if (planted === text) throw new Error(`${path} does not hold ${from}`);
  return { [path]: planted };
}

describe('a word of a command', { timeout: 240_000 }, () => {
  it('compiles with everything that it needs', async () => {
    expect(await compilePlanted(await sources(WORDS, ROUTES, ALL, HELP, ENGLISH, POLISH, DRIVERS))).toEqual([]);
  });

  it('that is only listed lacks a listener, a place and a line in the help, a driver, and words in the other language', async () => {
    const words = await source(WORDS);
    const errors = await compilePlanted({
      ...(await sources(ROUTES, ALL, HELP, ENGLISH, DRIVERS)),
      [WORDS]: words
        .replace('export const DEAL_WORDS = {', "export const DEAL_WORDS = {\n  pause: { en: ['pause'] },")
        .replace('export const FUNNEL_WORDS = {', "export const FUNNEL_WORDS = {\n  resume: { en: ['resume'] },"),
    });
    const naming = (path: string) => errors.filter((line) => line.includes(path)).join('\n');
    for (const path of [ALL, HELP, ENGLISH, DRIVERS]) {
      expect(naming(path), path).toContain("'pause'");
      expect(naming(path), path).toContain("'resume'");
    }
    expect(naming(WORDS)).toMatch(/'pl'[\s\S]*'pl'/);
  });

  it('that loses one of its parts does not compile: flow, line, place, driver, or whether it takes a deal', async () => {
    const errors = await compilePlanted({
      ...(await sources(ENGLISH)),
      ...(await changed(ALL, '  wonFlow,\n', '')),
      ...(await changed(POLISH, /^ {4}lost: .*\n/m, '')),
      ...(await changed(HELP, '  undo: 10,\n', '')),
      ...(await changed(DRIVERS, /^ {2}edit: .*\n/m, '')),
      [SHOW_AGAIN]: (await source(SHOW)).replace("takesDeal: 'whole', ", ''),
    });
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
