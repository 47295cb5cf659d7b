import fs from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { DurationMs } from '../core/time/durations.ts';
import { errorCode, errorMessage } from '../platform/error-message.ts';
import { type CheckResult, failed, passed } from './check-result.ts';

const OLDEST_NODE = [20, 19] as const;
/** The oldest release that still gets security fixes, and the one that README and image go by. */
const OLDEST_SUPPORTED = 22;
const RECOMMENDED = 24;

/** @param version `20.19.0`, as process.versions.node says it. */
export function checkNode(version: string): CheckResult {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    return failed(
      'Node.js',
      `${version} is too old`,
      `Install Node.js ${RECOMMENDED}; ${OLDEST_NODE.join('.')} is the oldest that works`,
    );
  if (major < OLDEST_SUPPORTED)
    return passed('Node.js', `${version} works, but gets no more security fixes: Node.js ${RECOMMENDED} is the one to install`);
  return passed('Node.js', version);
}

/** What the first start takes, with room for the log of writes; below it a database soon stops. */
const LEAST_FREE_BYTES = 200 * 2 ** 20;
/** More than a file system keeps in its own table for a small file. */
const PROBE_BYTES = 65_536;

/** Whether the embedded database can be written where it is, or be made where it is not yet. Nothing stays behind. */
export function checkDataFolder(dataDir: string): CheckResult {
  const what = 'data folder';
  try {
    const folder = nearestFolder(dataDir);
    writeProbe(folder);
    const { bavail, bsize } = fs.statfsSync(folder);
    const freeBytes = bavail * bsize;
    if (freeBytes >= LEAST_FREE_BYTES) return passed(what, `${dataDir} can be written, ${megabytes(freeBytes)} are free`);
    return failed(
      what,
      `only ${megabytes(freeBytes)} are free in ${dataDir}`,
      `Make room: ${megabytes(LEAST_FREE_BYTES)} at least`,
    );
  } catch (error) {
    if (errorCode(error) === 'ENOSPC')
      return failed(what, `the disk of ${dataDir} is full`, 'Make room there, or move LEJEK_DATA_DIR');
    return failed(
      what,
      `${dataDir} cannot be written: ${errorMessage(error)}`,
      'Give it to the user that runs the bot (chown), or set LEJEK_DATA_DIR to a folder of that user',
    );
  }
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MB`;

/** The folder itself, or the one that it would be made in. */
function nearestFolder(path: string): string {
  let folder = path;
  while (!fs.existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function writeProbe(folder: string): void {
  const probe = join(folder, `.lejek-doctor-${process.pid}`);
  const file = fs.openSync(probe, 'wx');
  try {
    fs.writeSync(file, Buffer.alloc(PROBE_BYTES, 1));
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
    fs.rmSync(probe, { force: true });
  }
}

const ANSWER_TIMEOUT_MS: DurationMs = 2000;

/** Whether the bot can listen on a port: it is free, or a running Lejek has it. */
export async function checkPort(setting: 'PORT' | 'HEALTH_PORT', port: number): Promise<CheckResult> {
  const refusal = await listenOnce(port);
  if (refusal === undefined) return passed(setting, `${port} is free`);
  if (refusal === 'EACCES') return failed(setting, `${port} may not be opened by this user`, 'Choose one from 1024 on');
  if (refusal !== 'EADDRINUSE') return failed(setting, `${port} cannot be opened: ${refusal}`, 'Choose another port');
  if (await isLejek(port)) return passed(setting, `${port} is in use by a running Lejek`);
  return failed(setting, `${port} is taken by another program`, 'Choose another port, or stop that program');
}

/** The code of what the system says against it. */
function listenOnce(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errorCode(error)));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}

/** Its health pages, or in Socket Mode the page that installs it. */
async function isLejek(port: number): Promise<boolean> {
  const pages = await Promise.all(
    ['healthz', 'slack/install'].map((path) =>
      fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS), redirect: 'manual' })
        .then(async (response) => (response.status < 400 ? response.text() : ''))
        .catch(() => ''),
    ),
  );
  return /"alive":true/.test(pages[0] ?? '') || /slack\.com\/oauth|\/oauth\/v2\/authorize/.test(pages[1] ?? '');
}

/** What a running bot found of the signatures of Slack's requests; undefined where none runs on that port, or none has come yet. */
export async function fetchSignatureVerdict(port: number): Promise<'right' | 'wrong' | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    const [, verdict] = /"signatures":"(right|wrong)"/.exec(await response.text()) ?? [];
    return verdict === 'right' || verdict === 'wrong' ? verdict : undefined;
  } catch {
    return undefined;
  }
}
