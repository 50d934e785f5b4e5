// Chromium as Debian ships it, and the ways we look at a page: as pictures, and with axe.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A phone, a tablet, a desk (CSS pixels). */
export const WIDTHS = [390, 834, 1360];
export const COLOUR_SCHEMES = ['light', 'dark'];

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const AXE_SOURCE = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Starts Chromium with a user-data directory of its own, removed when it closes. */
export function launchChromium() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // No name but localhost and one that stands for an office's own resolves: a page that calls another host fails here as it
      // would on a closed network, and nothing leaves the machine.
      '--host-resolver-rules=MAP covalue.local 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE [::1]',
    ],
  });
}

export function viewport(width) {
  return { width, height: width < 600 ? 844 : 900 };
}

/**
 * Calls `look({ width, colorScheme })` with the page at every width, light and dark, and
 * leaves the page as it was.
 */
export async function atEverySize(page, look) {
  const before = page.viewportSize();
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  try {
    for (const width of WIDTHS) {
      await page.setViewportSize(viewport(width));
      for (const colorScheme of COLOUR_SCHEMES) {
        await page.emulateMedia({ colorScheme });
        await look({ width, colorScheme });
      }
    }
  } finally {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.setViewportSize(before);
  }
}

/** Keeps the whole page as `DIRECTORY/NAME-WIDTH-SCHEME.png`. */
export async function takePicture(page, directory, name, { width, colorScheme }) {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name}-${width}-${colorScheme}.png`);
  await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  return file;
}

/**
 * What axe finds wrong by WCAG 2.2 AA, one line per element. Evaluating the source goes
 * past the page's Content-Security-Policy, which a script element would rightly not.
 */
export async function accessibilityFaults(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE_SOURCE);
  const { violations } = await page.evaluate(
    (tags) =>
      globalThis.axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    WCAG_2_2_AA,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}, at ${target.join(' ')} (${html})`),
  );
}

/** By how many pixels the page is wider than its window; a page must never scroll sideways. */
export function sidewaysOverflow(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
