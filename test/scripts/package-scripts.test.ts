import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../support/run-program.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the commands of package.json', { timeout: 180_000 }, () => {
  it('that a person calls generate and build by themselves', () => {
    for (const name of ['start', 'job', 'doctor', 'manifest']) expect(scripts[name], name).toMatch(/^node scripts\/launch\.mjs /);
    expect(scripts.bench).toMatch(/^node scripts\/source\.mjs /);
  });

  it('say nothing of building on standard output', async () => {
    const manifest = runProgram('npm run -s manifest', {});
    expect(await manifest.exitCode).toBe(0);
    expect(manifest.stdout()).toBe(readFileSync('manifest.yml', 'utf8'));
  });

  it('write the manifest for hosting over HTTP, or say what the address lacks', async () => {
    const http = runProgram('npm run -s manifest -- --http https://lejek.example.com', {});
    expect(await http.exitCode).toBe(0);
    expect(http.stdout()).toContain('request_url: https://lejek.example.com/slack/events');
    const wrong = runProgram('npm run -s manifest -- --http http://lejek.example.com', {});
    expect(await wrong.exitCode).toBe(2);
    expect(wrong.stderr()).toContain('https and a host');
  });
});
