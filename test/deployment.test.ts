import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/platform/config.ts';
import { SECRET_SETTINGS, settingNames } from '../src/platform/settings.ts';

const read = (file: string) => readFileSync(file, 'utf8');

/** Settings that a file of the form `NAME=value` names, those that are commented out included. */
const namesIn = (text: string) => [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = '']) => name);

describe('.env.example', () => {
  it('shows every setting, and none that does not exist', () => {
    expect(namesIn(read('.env.example')).sort()).toEqual([...settingNames, 'POSTGRES_PASSWORD'].sort());
  });

  it('copied as it is starts nothing: it says what is missing', () => {
    const env = Object.fromEntries(
      [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    );
    const configured = readConfig(env);
    expect(configured.ok ? [] : configured.problems.map(({ setting }) => setting)).toContain('SLACK_BOT_TOKEN');
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  it('is made of files that exist and that the build is given', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '));
    const given = read('.dockerignore');
    expect(copied).toContain('src');
    for (const file of copied) {
      expect(existsSync(file), file).toBe(true);
      expect(given, file).toMatch(new RegExp(`^!${file.split('/')[0]?.replace('.', '\\.')}$`, 'm'));
    }
  });

  it('does not run as root, has an init, and is healthy when the bot is ready', () => {
    const [, final = ''] = dockerfile.split(/^FROM node:\$\{NODE\}$/m);
    expect(final).toMatch(/^USER node$/m);
    expect(final).toMatch(/^ENTRYPOINT \["\/usr\/bin\/tini", "--"\]$/m);
    expect(final).toMatch(/HEALTHCHECK[^\n]*\\\n.*\/readyz/);
    expect(final).not.toContain('COPY src');
  });

  it('holds no secret and no data of this machine', () => {
    expect(read('.dockerignore').split('\n')[0]).toBe('*');
    for (const secret of SECRET_SETTINGS) expect(dockerfile).not.toContain(secret);
  });
});

it('the image, the README and CI go by one release of Node.js, and the oldest that works stays open', () => {
  const [, release] = /^ARG NODE=(\d+)-/m.exec(read('Dockerfile')) ?? [];
  for (const file of ['README.md', 'docs/hosting.md', 'CONTRIBUTING.md'])
    expect(read(file), file).toContain(`Node.js ${release}`);
  expect(read('.ci/run')).toContain(`--package=node@${release} `);
  // Even numbers are the long-term releases.
  expect(Number(release) % 2).toBe(0);
  expect(JSON.parse(read('package.json')).engines.node).toBe('>=20.19');
});

describe('compose.yml', () => {
  const { services } = parse(read('compose.yml'));

  it('starts the bot when PostgreSQL is healthy, and opens ports to this machine only', () => {
    expect(services.bot.depends_on.db.condition).toBe('service_healthy');
    expect(services.db.healthcheck.test).toContain('pg_isready');
    for (const port of services.bot.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(services.db.ports).toBeUndefined();
  });

  it('sets only settings that exist', () => {
    for (const name of Object.keys(services.bot.environment)) expect(settingNames).toContain(name);
  });
});

it('the systemd unit starts what the build makes, and waits as long as stopping may take', () => {
  const unit = read('docs/lejek.service');
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node --enable-source-maps dist\/main\.js$/m);
  expect(Number(unit.match(/^TimeoutStopSec=(\d+)$/m)?.[1])).toBeGreaterThan(8);
});
