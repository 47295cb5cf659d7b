import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Texts of files by path from the repository's root. */
export type PlantedFiles = Readonly<Record<string, string>>;

/**
 * Compiles variants of the repository, all in one program: each variant's files as if they stood in the repository, in place of those of
 * the same path; what they import is planted in the same variant, or else the repository's own.
 *
 * @returns tells what the compiler says of a variant, a line each that begins with the file's path; none where it compiles.
 */
export async function compilePlanted<Variant extends string>(
  variants: Readonly<Record<Variant, PlantedFiles>>,
): Promise<(variant: Variant) => readonly string[]> {
  await mkdir(join(ROOT, '.planted'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.planted/'));
  const planted = Object.entries<PlantedFiles>(variants).map(([name, files], i) => ({ name, files, within: `variant${i}/` }));
  try {
    for (const { files, within } of planted) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, within, path)), { recursive: true });
        await writeFile(join(folder, within, path), text);
      }
    }
    const config = {
      extends: '../../tsconfig.json',
      // An import is looked for beside its file, then in these in their order: the repository comes before the other variants.
      compilerOptions: { rootDirs: ['../../', ...planted.map(({ within }) => within)] },
      files: planted.flatMap(({ files, within }) => Object.keys(files).map((path) => `${within}${path}`)),
      // Declarations that no import leads to.
      include: ['../../src/**/*.d.ts', '../../test/global-setup.ts'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [TSC, '-p', folder, '--noEmit', '--pretty', 'false'], { cwd: folder }, (_error, stdout) =>
        resolve(stdout),
      );
    });
    const lines = output.split('\n').filter((line) => line.includes('error TS'));
    // What is said of no variant's file spoils them all.
    const common = lines.filter((line) => !planted.some(({ within }) => line.startsWith(within)));
    const said = new Map<string, readonly string[]>(
      planted.map(({ name, within }) => [
        name,
        [...lines.filter((line) => line.startsWith(within)).map((line) => line.slice(within.length)), ...common],
      ]),
    );
    return (variant) => said.get(variant) ?? common;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file's text with something taken out or put in. @throws Error where it does not hold that. */
export function plantIn(text: string, from: string | RegExp, to: string): string {
  const planted = text.replace(from, to);
  if (planted === text) throw new Error(`the file does not hold ${from}`);
  return planted;
}
