import fs from 'node:fs';
import { dirname, join } from 'node:path';

/** What a program did to a disk, in order. `inode` names a file whatever its path. */
export type DiskOperation =
  | { readonly kind: 'link'; readonly path: string; readonly inode: number; readonly isDirectory: boolean }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'write'; readonly inode: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'size'; readonly inode: number; readonly size: number }
  | { readonly kind: 'sync'; readonly inode: number };

export type DiskRecorder = {
  readonly operations: readonly DiskOperation[];
  /** As if everything until now were on the disk. */
  readonly assumeSynced: () => void;
  /** Node's own functions again. */
  readonly stop: () => void;
};

const { O_TRUNC } = fs.constants;

/**
 * Notes what this process does below a folder with the synchronous functions of `node:fs`, which is all that PGlite's files are written with.
 *
 * @param root is empty, or not there yet.
 */
export function recordDisk(root: string): DiskRecorder {
  const operations: DiskOperation[] = [];
  const inodes = new Map<string, number>();
  const open = new Map<number, number>();
  let lastInode = 0;
  const isBelow = (path: unknown): path is string => typeof path === 'string' && path.startsWith(root);
  const link = (path: string, isDirectory: boolean): number => {
    lastInode += 1;
    inodes.set(path, lastInode);
    operations.push({ kind: 'link', path, inode: lastInode, isDirectory });
    return lastInode;
  };
  const unlink = (path: string): void => {
    if (!inodes.delete(path)) return;
    operations.push({ kind: 'unlink', path });
  };
  /** Paths below a folder that the recorder knows, the deepest first. */
  const below = (folder: string) =>
    [...inodes.keys()].filter((path) => path.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length);
  const linkTree = (path: string): void => {
    if (!fs.statSync(path).isDirectory()) {
      const bytes = original.readFileSync(path);
      operations.push({ kind: 'write', inode: link(path, false), at: 0, bytes });
      return;
    }
    if (!inodes.has(path)) link(path, true);
    for (const name of fs.readdirSync(path)) linkTree(join(path, name));
  };
  const original = { ...fs };
  const patched: Partial<typeof fs> = {
    openSync: (path, flags, mode) => {
      const isNew = isBelow(path) && !inodes.has(path) && !fs.existsSync(path);
      const fd = original.openSync(path, flags, mode);
      if (!isBelow(path)) return fd;
      const inode = isNew ? link(path, false) : inodes.get(path);
      if (inode === undefined) return fd;
      open.set(fd, inode);
      if (typeof flags === 'number' && (flags & O_TRUNC) !== 0 && !isNew) operations.push({ kind: 'size', inode, size: 0 });
      return fd;
    },
    closeSync: (fd) => {
      open.delete(fd);
      original.closeSync(fd);
    },
    fsyncSync: (fd) => {
      original.fsyncSync(fd);
      const inode = open.get(fd);
      if (inode !== undefined) operations.push({ kind: 'sync', inode });
    },
    ftruncateSync: (fd, size) => {
      original.ftruncateSync(fd, size);
      const inode = open.get(fd);
      if (inode !== undefined) operations.push({ kind: 'size', inode, size: size ?? 0 });
    },
    truncateSync: (path, size) => {
      original.truncateSync(path, size);
      const inode = isBelow(path) ? inodes.get(path) : undefined;
      if (inode !== undefined) operations.push({ kind: 'size', inode, size: Number(size ?? 0) });
    },
    renameSync: (from, to) => {
      original.renameSync(from, to);
      if (!isBelow(from) || !isBelow(to)) return;
      operations.push({ kind: 'rename', from, to });
      for (const path of [from, ...below(from)]) {
        const inode = inodes.get(path);
        if (inode !== undefined) inodes.set(to + path.slice(from.length), inode);
        inodes.delete(path);
      }
    },
    unlinkSync: (path) => {
      original.unlinkSync(path);
      if (isBelow(path)) unlink(path);
    },
    rmdirSync: (path) => {
      original.rmdirSync(path);
      if (isBelow(path)) unlink(path);
    },
    rmSync: (path, options) => {
      original.rmSync(path, options);
      if (isBelow(path)) for (const each of [...below(path), path]) unlink(each);
    },
  };
  const writeSync = (fd: number, ...rest: readonly unknown[]): number => {
    const count: unknown = Reflect.apply(original.writeSync, fs, [fd, ...rest]);
    const written = Number(count);
    const [bytes, offset, , position] = rest;
    const inode = open.get(fd);
    if (inode === undefined) return written;
    if (!ArrayBuffer.isView(bytes) || typeof offset !== 'number' || typeof position !== 'number')
      throw new Error('The recorder knows writes of bytes at a place only.');
    const copy = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset + offset, written));
    operations.push({ kind: 'write', inode, at: position, bytes: copy });
    return written;
  };
  /** Those whose types have several forms: what they do is looked at afterwards. */
  const thenLook = (name: 'mkdirSync' | 'writeFileSync' | 'cpSync', look: (...given: readonly unknown[]) => void) => ({
    [name]: (...given: readonly unknown[]): unknown => {
      const result: unknown = Reflect.apply(original[name], fs, [...given]);
      look(...given);
      return result;
    },
  });
  const linkFolders = (path: unknown): void => {
    if (!isBelow(path) || inodes.has(path)) return;
    linkFolders(dirname(path));
    link(path, true);
  };
  const all: Readonly<Record<string, unknown>> = {
    ...patched,
    writeSync,
    ...thenLook('mkdirSync', linkFolders),
    ...thenLook('cpSync', (_, to) => void (isBelow(to) && linkTree(to))),
    ...thenLook('writeFileSync', (path) => {
      if (!isBelow(path)) return;
      const inode = inodes.get(path) ?? link(path, false);
      operations.push({ kind: 'size', inode, size: 0 }, { kind: 'write', inode, at: 0, bytes: original.readFileSync(path) });
    }),
  };
  Object.assign(fs, all);
  return {
    operations,
    assumeSynced: () => {
      for (const inode of inodes.values()) operations.push({ kind: 'sync', inode });
    },
    stop: () => {
      for (const name of Object.keys(all)) Reflect.set(fs, name, Reflect.get(original, name));
    },
  };
}
