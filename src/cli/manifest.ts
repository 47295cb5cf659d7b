/** `npm run -s manifest [-- --http https://lejek.example.com]`: the app manifest to paste at api.slack.com/apps. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { errorMessage } from '../platform/error-message.ts';
import { httpManifest } from '../platform/http-manifest.ts';
import { printError } from './tool.ts';

const MANIFEST = new URL('../../manifest.yml', import.meta.url);

function main(): number {
  const { http } = parseArgs({ options: { http: { type: 'string' } } }).values;
  const manifest = readFileSync(MANIFEST, 'utf8');
  const wanted = http === undefined ? manifest : httpManifest(manifest, http);
  if (wanted === undefined) {
    printError(`"${http}" is no address for Slack: https and a host, e.g. https://lejek.example.com`);
    return 2;
  }
  process.stdout.write(wanted);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  printError(errorMessage(error));
  process.exitCode = 2;
}
