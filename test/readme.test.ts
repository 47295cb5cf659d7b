import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../src/platform/settings.ts';
import { parseDealCommand, parseFunnelCommand } from '../src/slack/request/parse-command.ts';

const documents = ['README.md', 'docs/hosting.md'];
const text = documents.map((file) => readFileSync(file, 'utf8')).join('\n');

/** Commands as the documents show them, in code. */
const commands = [...text.matchAll(/`(\/(?:deal|szansa|funnel|lejek))( [^`]+)?`/g)];

describe('the documents', () => {
  it('name commands that the bot knows, in both languages', () => {
    expect(commands.length).toBeGreaterThan(20);
    for (const [, command = '', rest = ''] of commands) {
      const read = command === '/deal' || command === '/szansa' ? parseDealCommand(rest) : parseFunnelCommand(rest);
      expect(read.kind, command + rest).not.toBe('other');
    }
  });

  it('name scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...text.matchAll(/npm (?:run (?:-s )?)?([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    expect(named).toContain('doctor');
    for (const name of named) expect(name === 'ci' || name in scripts, `npm run ${name}`).toBe(true);
  });

  it('name settings that exist', () => {
    const known: readonly string[] = [...settingNames, ...settingNames.map((name) => `${name}_FILE`), 'POSTGRES_PASSWORD'];
    const named = [...text.matchAll(/`((?:SLACK|LEJEK|DATABASE|HEALTH|LOG)_[A-Z_]+|PORT)[`=]/g)].map(([, name = '']) => name);
    for (const name of named) expect(known, name).toContain(name);
    for (const name of settingNames) expect(text, name).toContain(name);
  });

  it('name files that exist', () => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, file = '']) => file);
    const shown = [...text.matchAll(/`((?:src|test|prisma|docs|simulator)\/[\w/.-]+)`/g)].map(([, file = '']) => file);
    for (const file of [...linked, ...shown]) expect(existsSync(file), file).toBe(true);
  });
});
