/**
 * Imported first by what a person starts: an engine that is too old says so in a sentence, instead of failing somewhere in what it does not know.
 * Written for engines of long ago.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param version `20.19.0`.
 * @param range of package.json, `>=20.19`.
 * @returns what is wrong with it; undefined where nothing is.
 */
export function nodeProblem(version, range) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor = 0] = range.replace('>=', '').split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Lejek needs Node.js ${oldestMajor}.${oldestMinor} or newer, and this is ${version}: install Node.js 24.`;
}

const { engines } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));
const problem = nodeProblem(process.versions.node, engines.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
