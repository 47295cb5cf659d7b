/** `npm run -s manifest [-- --http https://lejek.example.com]`: the app manifest to paste at api.slack.com/apps. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { httpManifest } from '../http-manifest.ts';
import { reasonOf } from '../reason.ts';
import { complain } from './tool.ts';

const MANIFEST = new URL('../../manifest.yml', import.meta.url);

function main(): number {
  const { http } = parseArgs({ options: { http: { type: 'string' } } }).values;
  const manifest = readFileSync(MANIFEST, 'utf8');
  const wanted = http === undefined ? manifest : httpManifest(manifest, http);
  if (wanted === undefined) {
    complain(`"${http}" is no address for Slack: https and a host, e.g. https://lejek.example.com`);
    return 2;
  }
  process.stdout.write(wanted);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  complain(reasonOf(error));
  process.exitCode = 2;
}
