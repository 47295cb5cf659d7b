import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compilePlanted } from '../../../support/compile-planted.ts';

const ALL_POSTS = 'src/jobs/posts/all-posts.ts';
const WELCOME = 'src/jobs/posts/welcome.ts';
const POST_TYPES = 'src/store/types/posts.ts';

const source = (path: string) => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** A file with something taken out or put in; it has to be there. */
async function changed(path: string, from: string | RegExp, to: string): Promise<Readonly<Record<string, string>>> {
  const text = await source(path);
  const planted = text.replace(from, to);
  if (planted === text) throw new Error(`${path} does not hold ${from}`);
  return { [path]: planted };
}

describe('a kind of post', () => {
  it('compiles as it stands', { timeout: 60_000 }, async () => {
    expect(await compilePlanted({ [ALL_POSTS]: await source(ALL_POSTS), [WELCOME]: await source(WELCOME) })).toEqual([]);
  });

  it.each([
    ['schema', /^ {2}schema: .*\n/m],
    ['key', /^ {2}key,\n/m],
    ['view', /^ {2}view: .*\n/m],
    ['draft', /^ {2}draft: [\s\S]*?^ {2}\}\),\n/m],
    ['delivery rule', /^ {2}prepare: [\s\S]*?^ {2}\}\),\n/m],
  ])('without its %s does not compile', { timeout: 60_000 }, async (_what, lines) => {
    expect(await compilePlanted(await changed(WELCOME, lines, ''))).not.toEqual([]);
  });

  it('whose draft does not hold what its schema reads does not compile', { timeout: 60_000 }, async () => {
    const errors = await compilePlanted(
      await changed(WELCOME, 'payload: { language, weekday, timeOfDay }', 'payload: { language }'),
    );
    expect(errors.join()).toContain(WELCOME);
  });

  it('whose view is shown something else than its rule prepares does not compile', { timeout: 60_000 }, async () => {
    const errors = await compilePlanted(await changed(WELCOME, 'shown: rhythm', 'shown: delivery.target'));
    expect(errors.join()).toContain(WELCOME);
  });

  it('with a sentence that the languages do not have does not compile', { timeout: 60_000 }, async () => {
    const errors = await compilePlanted(
      await changed(WELCOME, '[welcomeMessage(m, rhythm)]', '[{ ...welcomeMessage(m, rhythm), text: m.common.farewell }]'),
    );
    expect(errors.join()).toContain('farewell');
  });

  it('that nobody defines, or of another name, does not compile', { timeout: 60_000 }, async () => {
    const kinds = await changed(POST_TYPES, "  'welcome',\n", "  'welcome',\n  'farewell',\n");
    const [undefinedKind, missing, swapped, misspelt] = [
      await compilePlanted({ ...kinds, [ALL_POSTS]: await source(ALL_POSTS) }),
      await compilePlanted(await changed(ALL_POSTS, '  welcome: welcomePost,\n', '')),
      await compilePlanted(await changed(ALL_POSTS, 'assigned: assignedPost', 'assigned: allClearPost')),
      await compilePlanted(await changed(WELCOME, "kind: 'welcome'", "kind: 'welcom'")),
    ];
    expect(undefinedKind.join()).toContain("Property 'farewell' is missing");
    expect(missing.join()).toContain("Property 'welcome' is missing");
    expect(swapped).not.toEqual([]);
    expect(misspelt).not.toEqual([]);
  });
});
