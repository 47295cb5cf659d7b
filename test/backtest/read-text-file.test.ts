import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { readTextFile } from '../../src/backtest/read-text-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'lejek-text-'));
afterAll(() => rmSync(dir, { recursive: true }));

function fileOf(content: Buffer | string): string {
  const file = join(dir, `file-${performance.now()}`);
  writeFileSync(file, content);
  return file;
}

it('reads plain text and gzip, whatever the file is called', async () => {
  expect(await readTextFile(fileOf('at,deal_id\n'))).toBe('at,deal_id\n');
  expect(await readTextFile(fileOf(gzipSync('at,deal_id\n')))).toBe('at,deal_id\n');
  // A history of one line over and over packs well.
  const line = '2025-01-01,1,Anna,,,stage,Lead\n';
  expect(await readTextFile(fileOf(gzipSync(line.repeat(20_000))))).toHaveLength(20_000 * line.length);
});

it('does not unpack a bomb, and does not read what is too large', async () => {
  const before = process.memoryUsage().rss;
  await expect(readTextFile(fileOf(gzipSync(Buffer.alloc(200 * 1024 * 1024))))).rejects.toThrow(/unpacks to more than 19 MB/);
  // Making the bomb took 200 MB itself.
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  const large = fileOf('');
  truncateSync(large, 129 * 1024 * 1024);
  await expect(readTextFile(large)).rejects.toThrow('larger than 128 MB');
});
