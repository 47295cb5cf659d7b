import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../simulator/free-port.ts';
import { refuseOrgInstall } from '../../../src/slack/dispatch/install-page.ts';

/** The page that somebody reads who comes back from Slack with an installation. */
async function installPage(installation: Parameters<typeof refuseOrgInstall>[0], language: string): Promise<string> {
  const port = await freePort();
  const server = createServer((request, response) => {
    void refuseOrgInstall(installation, [request, response]).then((goesOn) => goesOn && response.end('goes on'));
  }).listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': language, connection: 'close' } });
  return `${page.status} ${await page.text()}`;
}

it.each([
  [{ isEnterpriseInstall: true, team: undefined }, 'en-GB', /^400 .*one workspace at a time/],
  [{ isEnterpriseInstall: true, team: { id: 'T1' } }, 'pl-PL,pl;q=0.9', /^400 .*lang="pl".*jednej przestrzeni roboczej/],
  [{ isEnterpriseInstall: false, team: undefined }, 'de', /^400 .*one workspace at a time/],
  [{ isEnterpriseInstall: false, team: { id: 'T1' } }, 'en', /^200 goes on$/],
] as const)('an installation %j, read in %s', async (installation, language, page) => {
  expect(await installPage(installation, language)).toMatch(page);
});
