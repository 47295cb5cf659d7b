import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeProblem } from '../../scripts/require-node.mjs';
import { runProgram } from '../support/run-program.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the commands of package.json', { timeout: 180_000 }, () => {
  it('that a person calls generate and build by themselves', () => {
    for (const name of ['start', 'job', 'doctor', 'manifest']) expect(scripts[name], name).toMatch(/^node scripts\/launch\.mjs /);
    expect(scripts.bench).toMatch(/^node scripts\/source\.mjs /);
  });

  it('say in a sentence that Node.js is too old, before anything that it may not know', () => {
    for (const file of ['launch', 'source', 'demo']) {
      const [first] = readFileSync(`scripts/${file}.mjs`, 'utf8').match(/^import .*$/gm) ?? [];
      expect(first, file).toBe("import './require-node.mjs';");
    }
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(nodeProblem('18.20.8', engines.node)).toBe(
      'Lejek needs Node.js 20.19 or newer, and this is 18.20.8: install Node.js 24.',
    );
    expect(nodeProblem('20.18.3', engines.node)).toContain('and this is 20.18.3');
    for (const version of ['20.19.0', '21.0.0', '24.1.0', process.versions.node])
      expect(nodeProblem(version, engines.node), version).toBe(undefined);
  });

  it('answer --help at once, on standard output, and do nothing', async () => {
    const own = Object.entries<string>(scripts).filter(([, line]) => /^node scripts\/(?!postinstall)/.test(line));
    expect(own.length).toBeGreaterThan(10);
    const answers = await Promise.all(
      own.map(async ([name]) => {
        const program = runProgram(`npm run -s ${name} -- --help`, {});
        return [name, await program.exitCode, program.stdout().includes(`npm ${name === 'start' ? '' : 'run '}`)];
      }),
    );
    expect(answers).toEqual(own.map(([name]) => [name, 0, true]));
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
