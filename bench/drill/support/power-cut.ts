import fs from 'node:fs';
import { dirname } from 'node:path';
import type { DiskOperation } from './disk-recorder.ts';
import { randomInt } from './drill.ts';

/** What of that which was never synced the disk holds after the cut: nothing, or a part of each piece, torn at its sectors. */
export type CutKind = 'nothing unsynced' | 'torn';

const SECTOR_BYTES = 512;

type FileContent = { readonly bytes: Buffer; readonly isDirectory: boolean };

/**
 * The disk of a machine whose power went off before an operation: what was synced is there, the rest according to the kind of cut. As on a
 * journaling file system, changes of names keep their order, and any sync makes those before it durable.
 */
export function cutPower(
  operations: readonly DiskOperation[],
  { before, kind, random }: { readonly before: number; readonly kind: CutKind; readonly random: () => number },
): ReadonlyMap<string, FileContent> {
  const done = operations.slice(0, before);
  const lastSync = done.findLastIndex((each) => each.kind === 'sync');
  const lostNamesFrom = kind === 'torn' ? randomInt(random, lastSync + 1, done.length) : lastSync + 1;
  const syncedUntil = new Map<number, number>();
  done.forEach((each, index) => void (each.kind === 'sync' && syncedUntil.set(each.inode, index)));
  const names = new Map<string, number>();
  const folders = new Set<number>();
  const contents = new Map<number, Buffer>();
  done.forEach((each, index) => {
    if (each.kind === 'sync') return;
    if (each.kind === 'write' || each.kind === 'size') {
      const isSynced = index < (syncedUntil.get(each.inode) ?? -1);
      const old = contents.get(each.inode) ?? Buffer.alloc(0);
      if (isSynced) contents.set(each.inode, carryOut(each, old));
      else if (kind === 'torn') contents.set(each.inode, carryOutInPart(each, old, random));
      return;
    }
    if (each.kind === 'link' && each.isDirectory) folders.add(each.inode);
    if (index < lostNamesFrom) changeNames(each, names);
  });
  return new Map(
    [...names].map(([path, inode]) => [path, { bytes: contents.get(inode) ?? Buffer.alloc(0), isDirectory: folders.has(inode) }]),
  );
}

type Change = Extract<DiskOperation, { kind: 'write' | 'size' }>;

function carryOut(change: Change, old: Buffer): Buffer {
  if (change.kind === 'size') return Buffer.concat([old.subarray(0, change.size)], change.size);
  const size = Math.max(old.length, change.at + change.bytes.length);
  const fresh = size === old.length ? old : Buffer.concat([old], size);
  change.bytes.copy(fresh, change.at);
  return fresh;
}

/** All of it, none, or some of its sectors. */
function carryOutInPart(change: Change, old: Buffer, random: () => number): Buffer {
  const luck = random();
  if (luck < 1 / 3) return old;
  if (luck < 2 / 3 || change.kind === 'size') return carryOut(change, old);
  let torn = old;
  for (let at = 0; at < change.bytes.length; at += SECTOR_BYTES) {
    if (random() < 0.5) continue;
    torn = carryOut({ ...change, at: change.at + at, bytes: change.bytes.subarray(at, at + SECTOR_BYTES) }, torn);
  }
  return torn;
}

function changeNames(change: Extract<DiskOperation, { kind: 'link' | 'unlink' | 'rename' }>, names: Map<string, number>): void {
  if (change.kind === 'link') names.set(change.path, change.inode);
  else if (change.kind === 'unlink') names.delete(change.path);
  else {
    const moved = [...names].filter(([path]) => path === change.from || path.startsWith(`${change.from}/`));
    for (const [path] of moved) names.delete(path);
    for (const [path, inode] of moved) names.set(change.to + path.slice(change.from.length), inode);
  }
}

/** Puts such a disk into a folder. @param from the recorded folder, whose paths the files have. */
export function layOut(files: ReadonlyMap<string, FileContent>, from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const [path, { bytes, isDirectory }] of files) {
    const target = to + path.slice(from.length);
    fs.mkdirSync(isDirectory ? target : dirname(target), { recursive: true, mode: 0o700 });
    if (!isDirectory) fs.writeFileSync(target, bytes, { mode: 0o600 });
  }
}
