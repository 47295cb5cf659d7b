import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

/**
 * Compiles files as if they stood in the repository, in place of those of the same path; what they import is the repository's own, or
 * another planted file.
 *
 * @param files their texts by path from the repository's root.
 * @returns what the compiler says of them, a line each; none where they compile.
 */
export async function compilePlanted(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await mkdir(join(ROOT, '.planted'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.planted/'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { rootDirs: ['../../', './'] },
      files: Object.keys(files),
      // Declarations that no import leads to.
      include: ['../../src/**/*.d.ts', '../../test/global-setup.ts'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [TSC, '-p', folder, '--noEmit', '--pretty', 'false'], { cwd: folder }, (_error, stdout) =>
        resolve(stdout),
      );
    });
    return output.split('\n').filter((line) => line.includes('error TS'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
