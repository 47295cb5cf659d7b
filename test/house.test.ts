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
  code: `import { x } from '${specifier}';`,
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
  ...['simulator', 'test', 'bench', 'scripts'].map((foreign) =>
    imports(room, posix.join(posix.relative(folder(room), foreign), 'planted.ts')),
  ),
]);

const PLANTED: readonly Planted[] = [
  ...BREACHES,
  imports('slack/listeners/deal', './new-deal.ts'),
  { at: 'src/jobs', code: 'export const token = process.env.SLACK_BOT_TOKEN;', rule: 'lint/style/noProcessEnv' },
  { at: 'src/slack/dispatch', code: "console.log('x');", rule: 'lint/suspicious/noConsole' },
  { at: 'src/core/deal', code: 'export const now = Date.now();', rule: 'plugin' },
  { at: 'src/core/time', code: 'export const now = new Date();', rule: 'plugin' },
  { at: 'src/core/numbers', code: 'export const dice = Math.random();', rule: 'plugin' },
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
  { at: 'src/core/time', code: 'export const day = (at: number) => new Date(at).toISOString();', rule: 'plugin' },
];

/** What Biome says of files, by their paths, under the project's own configuration: the rule that fired, and on which line. */
function lint(files: ReadonlyMap<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'lejek-house-'));
  try {
    for (const name of ['biome.json', 'scripts/house-rules']) cpSync(name, join(dir, name), { recursive: true });
    for (const [path, code] of files) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), code);
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8', maxBuffer: 100_000_000 });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
    };
    return diagnostics.map(({ category, location }) => ({ rule: category, path: location.path, line: location.start.line }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Which of the planted lines their rule fires on. Each folder has one file of them: thousands of files would take a minute. */
function fired(planted: readonly Planted[]): (each: Planted) => boolean {
  const folders = new Map<string, Planted[]>();
  for (const each of planted) folders.set(each.at, [...(folders.get(each.at) ?? []), each]);
  const place = ({ at, code }: Planted) => ({
    path: `${at}/planted.ts`,
    line: 1 + (folders.get(at) ?? []).findIndex((other) => other.code === code),
  });
  const files = [...folders].map(([at, lines]) => {
    const numbered = lines.map(({ code }, index) =>
      code.replace(/\{ x \}|(?<=const )\w+/, (name) => name.replace(/\w+/, `x${index}`)),
    );
    return [`${at}/planted.ts`, numbered.join('\n')] as const;
  });
  const found = lint(new Map(files));
  return (each) => {
    const { path, line } = place(each);
    return found.some((breach) => breach.rule === each.rule && breach.path === path && breach.line === line);
  };
}

describe('the house rules', () => {
  it('name every folder of src, and are what Biome reads', () => {
    expect(folders().filter((room) => !(room in ROOMS))).toEqual([]);
    expect(readFileSync('scripts/house-rules/walls.json', 'utf8'), 'run `npm run walls`').toBe(wallsFile());
  });

  it('fire on every import and call that they forbid', () => {
    const isFired = fired(PLANTED);
    expect(PLANTED.filter((each) => !isFired(each)).map(({ at, code }) => `${at}: ${code}`)).toEqual([]);
  });

  it('leave alone what is allowed', () => {
    const isFired = fired(ALLOWED);
    expect(ALLOWED.filter(isFired).map(({ at, code }) => `${at}: ${code}`)).toEqual([]);
  });

  it('fire on files that import each other', () => {
    const found = lint(
      new Map([
        ['src/core/one.ts', "import { two } from './two.ts';\nexport const one = () => two();\n"],
        ['src/core/two.ts', "import { one } from './one.ts';\nexport const two = (): unknown => one;\n"],
      ]),
    );
    expect(found).toContainEqual({ rule: 'lint/suspicious/noImportCycles', path: 'src/core/one.ts', line: 1 });
  });
});
