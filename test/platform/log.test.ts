import { describe, expect, it } from 'vitest';
import { createBoltLogger } from '../../src/platform/bolt-logger.ts';
import { createLog } from '../../src/platform/log.ts';

const BOT = 'xoxb-17-abcdef-GHIJ';
const APP = 'xapp-1-A1-17-abcdef';
const SIGNING = 'f00dfeed0123456789';
const DATABASE = 'postgresql://lejek:s3cr%2Ft-pass@db.example.com:5432/lejek';

/** A log whose lines are kept. */
function kept(secrets: readonly string[] = [BOT, APP, SIGNING, DATABASE]) {
  const lines: string[] = [];
  const log = createLog('info', secrets, { write: (line) => void lines.push(line) });
  return { log, text: () => lines.join('\n') };
}

describe('the log', () => {
  it('holds no secret, however deep it lies', () => {
    const { log, text } = kept();
    log.info({ a: { b: { c: [{ authorization: `Bearer ${BOT}` }] } }, headers: { 'x-slack': SIGNING } }, `started with ${APP}`);
    expect(text()).not.toMatch(/abcdef|f00dfeed/);
    expect(text()).toContain('Bearer [removed]');
  });

  it('holds no secret that an error carries in its message, stack or cause', () => {
    const { log, text } = kept();
    const cause = new Error(`connect ${DATABASE} failed for s3cr/t-pass`);
    log.error({ err: new Error(`token ${BOT} was refused`, { cause }) }, 'it failed');
    expect(text()).not.toMatch(/abcdef|s3cr/);
    expect(text()).toContain('was refused');
    expect(text()).toContain('db.example.com:5432/lejek');
  });

  it('holds no token that it was not told of, and no address that answers for the app', () => {
    const { log, text } = kept([]);
    const hook = 'https://hooks.slack.com/commands/T1/17/qwertz';
    log.warn({ a: `x ${BOT} y`, hook, socket: 'wss://wss.example.com/link/?ticket=qwertz&app_id=1', url: DATABASE }, 'said');
    expect(text()).not.toMatch(/abcdef|qwertz|s3cr/);
    expect(text()).toContain('app_id=1');
  });

  it('holds of an error what it says, and nothing else that hangs on it', () => {
    const { log, text } = kept();
    log.error({ err: Object.assign(new Error('refused'), { code: 'P2024', request: { deal: 'Acme' } }) }, 'it failed');
    expect(text()).toContain('"code":"P2024"');
    expect(text()).not.toContain('Acme');
  });

  it('stays one JSON object a line', () => {
    const { log, text } = kept(['quo"te\\d secret', BOT]);
    log.info({ said: 'a quo"te\\d secret here' }, 'two\nlines');
    expect(JSON.parse(text())).toMatchObject({ said: 'a [removed] here', msg: 'two\nlines' });
  });
});

describe("Bolt's own words", () => {
  it('are in the log, errors with their message; its debugging, which holds what people typed, is not', () => {
    const { log, text } = kept();
    const logger = createBoltLogger(log);
    logger.debug('Acme typed this');
    logger.warn('Slack is slow', 17);
    logger.error(new Error(`bad ${BOT}`));
    expect(text()).toContain('Slack is slow 17');
    expect(text()).toContain('bad [removed]');
    expect(text()).not.toMatch(/Acme|abcdef/);
  });
});
