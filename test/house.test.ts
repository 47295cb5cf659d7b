import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** One forbidden line, in the folder where it is forbidden, and the rule that has to fire. */
type Planted = { readonly at: string; readonly code: string; readonly rule: string };

const IMPORTS = 'lint/style/noRestrictedImports';
const imports = (folder: string, ...specifiers: readonly string[]): readonly Planted[] =>
  specifiers.map((specifier) => ({ at: folder, code: `import { x } from '${specifier}';\nx();\n`, rule: IMPORTS }));

const IMPURE = [
  'node:fs',
  'zod',
  '@slack/bolt',
  '@prisma/client',
  'pg',
  'node-cron',
  'pino',
  '../store/open.ts',
  '../slack/app.ts',
];
const OUTSIDE = ['../../simulator/slack.ts', '../../test/support/bot.ts', '../../bench/x.ts'];

const PLANTED: readonly Planted[] = [
  ...imports('src/core', ...IMPURE, 'temporal-polyfill', '../locale/en.ts', '../input/date.ts', '../config.ts', ...OUTSIDE),
  ...imports('src/locale', ...IMPURE, ...OUTSIDE),
  ...imports('src/input', ...IMPURE, ...OUTSIDE),
  ...imports('src/store', '@slack/web-api', 'node-cron', '../slack/app.ts', '../locale/en.ts', '../jobs/tick.ts', ...OUTSIDE),
  ...imports(
    'src/slack/views',
    'node:fs',
    '@slack/bolt',
    '@prisma/client',
    '../../store/open.ts',
    '../../jobs/tick.ts',
    '../listeners/new.ts',
  ),
  ...imports('src/slack/charts', 'node:fs', '@resvg/resvg-js', '@slack/bolt', '../../store/open.ts'),
  ...imports(
    'src/slack/listeners',
    '@prisma/client',
    'node-cron',
    '@slack/web-api',
    '../../store/open.ts',
    '../../jobs/tick.ts',
    './new.ts',
  ),
  ...imports(
    'src/jobs',
    '@prisma/client',
    'node-cron',
    '@slack/bolt',
    '../slack/listeners/new.ts',
    '../store/open.ts',
    ...OUTSIDE,
  ),
  ...imports('src/facts', ...OUTSIDE),
  ...imports('src/cli', '@slack/bolt', '../slack/listeners/all.ts', ...OUTSIDE),
  ...imports('src/slack', ...OUTSIDE),
  ...imports('src', '../simulator/slack.ts', '../test/support/bot.ts'),
  { at: 'src/jobs', code: 'export const token = process.env.SLACK_BOT_TOKEN;\n', rule: 'lint/style/noProcessEnv' },
  { at: 'src/slack', code: "console.log('x');\n", rule: 'lint/suspicious/noConsole' },
  { at: 'src/core', code: 'export const now = Date.now();\n', rule: 'plugin' },
  { at: 'src/core', code: 'export const now = new Date();\n', rule: 'plugin' },
  { at: 'src/core', code: 'export const dice = Math.random();\n', rule: 'plugin' },
];

/** The same rules leave alone what is allowed. */
const ALLOWED: readonly Planted[] = [
  ...imports('src/jobs', '../store/types/deals.ts', '../slack/post.ts'),
  ...imports('src/slack/listeners', '../../store/types/deals.ts', '../flow.ts', 'zod'),
  ...imports('src/store', '@prisma/client', '../core/deal.ts'),
  { at: 'src/core', code: 'export const day = (at: number) => new Date(at).toISOString();\n', rule: 'plugin' },
];

/** Rules that fire on each file, by its path, under the project's own configuration. */
function lint(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-house-'));
  try {
    for (const name of ['biome.json', 'house-rules']) cpSync(name, join(dir, name), { recursive: true });
    for (const [path, code] of files) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), code);
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { category: string; location: { path: string | { file: string } } }[];
    };
    const fired = new Map<string, string[]>();
    for (const { category, location } of diagnostics) {
      const path = typeof location.path === 'string' ? location.path : location.path.file;
      fired.set(path, [...(fired.get(path) ?? []), category]);
    }
    return fired;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const placed = (planted: readonly Planted[], name: string) =>
  new Map(planted.map(({ at, code }, index) => [`${at}/${name}-${index}.ts`, code]));

describe('the house rules', () => {
  it('fire on every import and call that they forbid', () => {
    const fired = lint(placed(PLANTED, 'planted'));
    const silent = PLANTED.filter(({ at, rule }, index) => fired.get(`${at}/planted-${index}.ts`)?.includes(rule) !== true);
    expect(silent.map(({ at, code }) => `${at}: ${code.split('\n')[0]}`)).toEqual([]);
  });

  it('leave alone what is allowed', () => {
    const fired = lint(placed(ALLOWED, 'allowed'));
    const loud = ALLOWED.filter(({ at, rule }, index) => fired.get(`${at}/allowed-${index}.ts`)?.includes(rule) === true);
    expect(loud.map(({ at, code }) => `${at}: ${code.split('\n')[0]}`)).toEqual([]);
  });

  it('fire on files that import each other', () => {
    const fired = lint(
      new Map([
        ['src/core/one.ts', "import { two } from './two.ts';\nexport const one = () => two();\n"],
        ['src/core/two.ts', "import { one } from './one.ts';\nexport const two = (): unknown => one;\n"],
      ]),
    );
    expect(fired.get('src/core/one.ts')).toContain('lint/suspicious/noImportCycles');
  });
});
