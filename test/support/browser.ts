import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURES = fileURLToPath(new URL('../../test-output/', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Nothing of the browser's own may go out: these tests use no network but this machine's. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether browser tests can run here. Without Chromium they are left out, with a word; never in CI, where that fails. */
export function hasChromium(): boolean {
  if (existsSync(CHROMIUM) || process.env['CI'] === 'true') return true;
  process.stderr.write(
    `No Chromium at ${CHROMIUM}: the browser tests are left out. Install it (Debian: apt-get install chromium) or set CHROMIUM.\n`,
  );
  return false;
}

/** Patience on a busy machine, as `expect.poll` has it: what has to appear still has to appear. */
const PATIENCE_MS = 60_000;

export type BrowserOptions = { readonly colorScheme?: 'light' | 'dark'; readonly locale?: string; readonly hasTouch?: boolean };

export type Browser = {
  /** A new tab; complaints of the page's console end up in `complaints`. */
  readonly tab: (address: string, size?: { readonly width: number; readonly height: number }) => Promise<Page>;
  readonly complaints: readonly string[];
  readonly closeTabs: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts Chromium with a profile of its own, which goes when it is closed. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'lejek-chromium-'));
  const complaints: string[] = [];
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'en-GB',
    hasTouch: options.hasTouch ?? false,
    reducedMotion: 'reduce',
  });
  return {
    complaints,
    closeTabs: async () => {
      for (const page of context.pages()) await page.close();
      complaints.length = 0;
    },
    tab: async (address, size) => {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      if (size !== undefined) await page.setViewportSize(size);
      page.on('pageerror', (error) => void complaints.push(error.message));
      page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
      page.on('request', (request) => {
        if (!request.url().startsWith(new URL(address).origin) && !request.url().startsWith('data:'))
          complaints.push(`asked elsewhere: ${request.url()}`);
      });
      await page.goto(address);
      return page;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture of the page as `test-output/NAME.png`. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}

type Violation = {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
};

/** What axe holds against the page as it stands: serious and critical violations, each in a line. Empty when there are none. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // Not as a script tag, which the page's own policy forbids.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const violations: readonly Violation[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations)',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
