/**
 * Loaded into a bot before everything else, so that a drill can break what is under it: its clock, and the disk of its data. The bot itself is
 * the product as it is built.
 */
import fs from 'node:fs';

let shiftMs = Number(process.env.DRILL_SHIFT_MS ?? 0);
/** 'well'; 'full': writes are refused; 'broken': syncs are. */
let disk = { state: 'well', left: Number.POSITIVE_INFINITY };

const realNow = Date.now;
const now = () => realNow() + shiftMs;
Date.now = now;
globalThis.Date = new Proxy(Date, {
  construct: (date, given, target) => (given.length === 0 ? new date(now()) : Reflect.construct(date, given, target)),
});

const dataDir = process.env.LEJEK_DATA_DIR ?? '';
const { writeSync, fsyncSync } = fs;

/** Whether the disk refuses this: it is ill, and the file is one of the data. */
function refuses(state, fd) {
  if (disk.state !== state || disk.left <= 0 || dataDir === '' || !fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith(dataDir))
    return false;
  disk.left -= 1;
  return true;
}

fs.writeSync = (fd, ...rest) => {
  if (refuses('full', fd)) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  return writeSync(fd, ...rest);
};
fs.fsyncSync = (fd) => {
  if (refuses('broken', fd)) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
  fsyncSync(fd);
};

process.on('message', (told) => {
  if (told.shiftMs !== undefined) shiftMs = told.shiftMs;
  if (told.disk !== undefined) disk = { state: told.disk, left: told.times ?? Number.POSITIVE_INFINITY };
  process.send?.({ done: told.id });
});
// Whoever started us has gone.
process.on('disconnect', () => process.exit(1));
