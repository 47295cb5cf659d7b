import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOMS } from '../scripts/house-rules/walls.ts';
import { settingNames } from '../src/platform/settings.ts';
import { turnOutcome } from '../src/slack/request/deal-before-word.ts';
import { parseDealCommand, parseFunnelCommand } from '../src/slack/request/parse-command.ts';

const markdown = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => join(folder, file));
const documents = [...markdown('.'), ...markdown('.github'), ...markdown('docs')];
const contents = new Map(documents.map((file) => [file, readFileSync(file, 'utf8')]));
const text = [...contents.values()].join('\n');

/** Commands as the documents show them, in code. */
const commands = [...text.matchAll(/`(\/(?:deal|szansa|funnel|lejek))( [^`]+)?`/g)];

/** What GitHub calls the anchor of a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
const headings = (file: string): readonly string[] =>
  [...(contents.get(file) ?? '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);

describe('the documents', () => {
  it('name commands that the bot knows, in both languages', () => {
    expect(commands.length).toBeGreaterThan(20);
    for (const [, command = '', rest = ''] of commands) {
      const read = command === '/deal' || command === '/szansa' ? parseDealCommand(rest) : parseFunnelCommand(rest);
      // A closing may stand behind its deal: `/deal acme won`.
      if (turnOutcome(rest.trim()) === undefined) expect(read.kind, command + rest).not.toBe('other');
    }
  });

  it('name scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...text.matchAll(/(?:^|`|&& )npm (?:run (?:-s )?)?([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
    expect(named).toContain('doctor');
    for (const name of named) expect(['ci', 'prune'].includes(name) || name in scripts, `npm run ${name}`).toBe(true);
  });

  it('name settings that exist', () => {
    const known: readonly string[] = [...settingNames, ...settingNames.map((name) => `${name}_FILE`), 'POSTGRES_PASSWORD'];
    const named = [...text.matchAll(/`((?:SLACK|LEJEK|DATABASE|HEALTH|LOG)_[A-Z_]+|PORT)[`=]/g)].map(([, name = '']) => name);
    for (const name of named) expect(known, name).toContain(name);
    for (const name of settingNames) expect(text, name).toContain(name);
  });

  it('name files and headings that exist', () => {
    for (const [document, content] of contents) {
      for (const [, path = '', heading = ''] of content.matchAll(/\]\(([^)#:]*)(?:#([^)]+))?\)/g)) {
        const file = path === '' ? document : join(dirname(document), path);
        expect(existsSync(file), `${document}: ${path}`).toBe(true);
        if (heading !== '') expect(headings(file).map(anchor), `${document}: ${path}#${heading}`).toContain(heading);
      }
      for (const [, file = ''] of content.matchAll(/`((?:src|test|prisma|docs|simulator|scripts|bench)\/[\w/.-]+)`/g))
        expect(existsSync(file), `${document}: ${file}`).toBe(true);
    }
  });

  it('name, for everything that is defended, the tests that hold it', () => {
    const [, table = ''] = (contents.get(join('docs', 'security.md')) ?? '').split('## Who could want what');
    const rows = table
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2);
    expect(rows?.length).toBeGreaterThan(10);
    for (const row of rows ?? []) expect(row).toMatch(/`test\/[\w/-]+\.test\.ts` \|$/);
  });

  it('and the comments of the sources name files that exist', () => {
    const rooms = [...new Set(Object.keys(ROOMS).map((room) => room.split('/')[0]))].filter((room) => room !== '').join('|');
    const pattern = new RegExp(`(?:^|[\\s(\`])((?:${rooms})/[a-z/-]+\\.ts)\\b`, 'g');
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(?!store.generated).*\.ts$/.test(file),
    );
    const texts = ['prisma/schema.prisma', ...sources.map((file) => join('src', file))];
    const named = texts.flatMap((text) =>
      [...readFileSync(text, 'utf8').matchAll(pattern)].map(([, file = '']) => ({ text, file })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ file }) => !existsSync(join('src', file)))).toEqual([]);
  });

  it('tell of every room of the house', () => {
    const page = contents.get(join('docs', 'architecture.md')) ?? '';
    for (const room of Object.keys(ROOMS).filter((name) => name !== '')) expect(page.includes(`\`${room}\``), room).toBe(true);
  });

  it('have every section of the forecasting method that a docstring cites', () => {
    const sections = headings('docs/forecasting.md').map((heading) => /^(\d+)\. /.exec(heading)?.[1]);
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const cited = sources.flatMap((file) =>
      [
        ...readFileSync(join('src', file), 'utf8').matchAll(/forecasting(?:\.md)?, sections? (\d+)(?: (?:and|to) (\d+))?/g),
      ].flatMap(([, ...numbers]) => numbers.filter((number) => number !== undefined)),
    );
    expect(new Set(cited).size).toBeGreaterThan(5);
    for (const number of cited) expect(sections, `section ${number}`).toContain(number);
  });
});
