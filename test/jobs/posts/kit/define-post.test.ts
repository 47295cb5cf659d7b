import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePlanted, plantIn } from '../../../support/compile-planted.ts';

const ALL_POSTS = 'src/jobs/posts/all-posts.ts';
const WELCOME = 'src/jobs/posts/welcome.ts';
const POST_TYPES = 'src/store/types/posts.ts';

const source = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
const changed = (path: string, from: string | RegExp, to: string) => ({ [path]: plantIn(source(path), from, to) });

/** Parts of a post, each with the lines that define it. */
const PARTS = {
  schema: /^ {2}schema: .*\n/m,
  key: /^ {2}key,\n/m,
  view: /^ {2}view: .*\n/m,
  draft: /^ {2}draft: [\s\S]*?^ {2}\}\),\n/m,
  'delivery rule': /^ {2}prepare: [\s\S]*?^ {2}\}\),\n/m,
} as const;
const partNames = Object.keys(PARTS);

const compiled = compilePlanted<string>({
  'as it stands': { [ALL_POSTS]: source(ALL_POSTS), [WELCOME]: source(WELCOME) },
  ...Object.fromEntries(Object.entries(PARTS).map(([part, lines]) => [`without ${part}`, changed(WELCOME, lines, '')])),
  'draft without what is read': changed(WELCOME, 'payload: { language, weekday, timeOfDay }', 'payload: { language }'),
  'shown something else': changed(WELCOME, 'shown: rhythm', 'shown: delivery.target'),
  'unknown sentence': changed(
    WELCOME,
    '[welcomeMessage(m, rhythm)]',
    '[{ ...welcomeMessage(m, rhythm), text: m.common.farewell }]',
  ),
  'undefined kind': {
    ...changed(POST_TYPES, "  'welcome',\n", "  'welcome',\n  'farewell',\n"),
    [ALL_POSTS]: source(ALL_POSTS),
  },
  'missing kind': changed(ALL_POSTS, '  welcome: welcomePost,\n', ''),
  'swapped kinds': changed(ALL_POSTS, 'assigned: assignedPost', 'assigned: allClearPost'),
  'misspelt kind': changed(WELCOME, "kind: 'welcome'", "kind: 'welcom'"),
});

describe('a kind of post', { timeout: 60_000 }, () => {
  it('compiles as it stands', async () => {
    expect((await compiled)('as it stands')).toEqual([]);
  });

  it.each(partNames)('without its %s does not compile', async (part) => {
    expect((await compiled)(`without ${part}`)).not.toEqual([]);
  });

  it('whose draft does not hold what its schema reads does not compile', async () => {
    expect((await compiled)('draft without what is read').join()).toContain(WELCOME);
  });

  it('whose view is shown something else than its rule prepares does not compile', async () => {
    expect((await compiled)('shown something else').join()).toContain(WELCOME);
  });

  it('with a sentence that the languages do not have does not compile', async () => {
    expect((await compiled)('unknown sentence').join()).toContain('farewell');
  });

  it('that nobody defines, or of another name, does not compile', async () => {
    const errors = await compiled;
    expect(errors('undefined kind').join()).toContain("Property 'farewell' is missing");
    expect(errors('missing kind').join()).toContain("Property 'welcome' is missing");
    expect(errors('swapped kinds')).not.toEqual([]);
    expect(errors('misspelt kind')).not.toEqual([]);
  });
});
