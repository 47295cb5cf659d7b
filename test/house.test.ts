import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedPackages, closedRooms, folders, ROOMS, wallsFile } from '../scripts/house-rules/walls.ts';

/** One forbidden line, in the folder where it is forbidden, and the rule that has to fire. */
type Planted = { readonly at: string; readonly code: string; readonly rule: string };

const folder = (room: string): string => posix.join('src', room);
const imports = (room: string, specifier: string): Planted => ({
  at: folder(room),
  code: `import { x } from '${specifier}';\nx();\n`,
  rule: 'lint/style/noRestrictedImports',
});

/** A file of another room, as a file of `room` imports it. */
function fileOf(room: string, other: string): string {
  const path = posix.relative(folder(room), posix.join(folder(other), 'planted.ts'));
  return path.startsWith('.') ? path : `./${path}`;
}

/** A breach of every wall: each room beside each that it may not know, each package that is not its own, and what lies outside `src`. */
const BREACHES: readonly Planted[] = Object.keys(ROOMS).flatMap((room) => [
  ...closedRooms(room).map((other) => imports(room, fileOf(room, other))),
  ...closedPackages(room).map((name) => imports(room, name.replace('*', 'fs'))),
  ...['simulator', 'test', 'bench', 'scripts'].map((outside) =>
    imports(room, posix.join(posix.relative(folder(room), outside), 'planted.ts')),
  ),
]);

const PLANTED: readonly Planted[] = [
  ...BREACHES,
  imports('slack/listeners/deal', './new-deal.ts'),
  { at: 'src/jobs', code: 'export const token = process.env.SLACK_BOT_TOKEN;\n', rule: 'lint/style/noProcessEnv' },
  { at: 'src/slack/dispatch', code: "console.log('x');\n", rule: 'lint/suspicious/noConsole' },
  { at: 'src/core/deal', code: 'export const now = Date.now();\n', rule: 'plugin' },
  { at: 'src/core/time', code: 'export const now = new Date();\n', rule: 'plugin' },
  { at: 'src/core/numbers', code: 'export const dice = Math.random();\n', rule: 'plugin' },
];

/** The same rules leave alone what is allowed. */
const ALLOWED: readonly Planted[] = [
  imports('jobs', '../store/types/deals.ts'),
  imports('jobs', '../slack/web-api/post.ts'),
  imports('slack/listeners/deal', '../../../store/types/deals.ts'),
  imports('slack/listeners/deal', '../../request/flow.ts'),
  imports('slack/listeners/deal', 'zod'),
  imports('store/deals', '@prisma/client'),
  imports('store/deals', '../../core/deal/deal.ts'),
  imports('core/funnel', '../numbers/targets.ts'),
  { at: 'src/core/time', code: 'export const day = (at: number) => new Date(at).toISOString();\n', rule: 'plugin' },
];

/** Rules that fire on each file, by its path, under the project's own configuration. */
function lint(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-house-'));
  try {
    for (const name of ['biome.json', 'scripts/house-rules']) cpSync(name, join(dir, name), { recursive: true });
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
  it('name every folder of src, and are what Biome reads', () => {
    expect(folders().filter((room) => !(room in ROOMS))).toEqual([]);
    expect(readFileSync('scripts/house-rules/walls.json', 'utf8'), 'run `npm run walls`').toBe(wallsFile());
  });

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
