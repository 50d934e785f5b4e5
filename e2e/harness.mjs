// What every journey stands on. A journey is one story told by a few people at once:
//
//   journey('guest_sees_the_guess_after_rating', async (world) => {
//     const server = await world.serve();
//     const owner = await world.visitor();
//     const guest = await world.visitor({ width: 390 });
//     await owner.goto(server.link);
//     await world.inspect(guest, 'guest-reveal');
//   });
//
// It fails on any page error, console error, breach of the content policy, answer of 500 or
// above, or request to another host, whichever visitor met it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo, startNode, startServe } from './binary.mjs';
import { startMailServer } from './mail.mjs';
import { makeDatabase } from './postgres.mjs';
import {
  accessibilityFaults,
  atEverySize,
  launchChromium,
  sidewaysOverflow,
  takePicture,
  viewport,
  WIDTHS,
} from './browser.mjs';

/** Where pictures go; `target`-like, never committed. */
export const ARTEFACTS = fileURLToPath(new URL('../artefacts', import.meta.url));

/** The password that `setUp` gives. */
export const PASSWORD = 'seven quiet herons at noon';

const JOURNEY_LIMIT_MS = 240_000;
const ACTION_LIMIT_MS = 15_000;

/** Declares one test; names are facts, as in the Rust tests. */
export function journey(name, body) {
  test(name, { timeout: JOURNEY_LIMIT_MS }, async () => {
    const world = await openWorld();
    try {
      await body(world);
      world.assertNothingAmiss();
    } catch (error) {
      await world.keepEvidence(name);
      throw error;
    } finally {
      await world.close();
    }
  });
}

/** One more visitor, at the demo's table as this person, or at a path below it. */
export async function seated(world, server, name, { at = '', ...options } = {}) {
  const page = await world.visitor(options);
  await page.goto(server.link);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(/\/r\/|\/$/);
  await page.goto(server.link + at);
  return page;
}

/** Presses the one button of that name. */
export async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/**
 * Sets a fresh server up as Ines Falk of Meridian Mobile: the one-time code, who one is, and the
 * address. Ends at the first question.
 */
export async function setUp(page, server) {
  await page.goto(server.link);
  await page.getByLabel('One-time code').fill(server.code);
  await press(page, 'Continue');
  await page.getByLabel('Your organisation').fill('Meridian Mobile');
  await page.getByLabel('Your name').fill('Ines Falk');
  await page.getByLabel('E-mail').fill('ines@meridian.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Continue');
  await press(page, 'It works, go on');
  await page.waitForURL(/\/open$/);
}

/** A browser, its visitors and the servers they visit. Journeys get one from `journey`. */
export async function openWorld() {
  const browser = await launchChromium();
  const servers = [];
  const mailServers = [];
  const databases = [];
  const pages = [];
  const origins = new Set();
  const findings = [];

  async function starting(server) {
    const started = await server;
    servers.push(started);
    allow(started.origin);
    return started;
  }

  /** Lets visitors call this origin; those of started servers are allowed already. */
  function allow(origin) {
    const { protocol, port } = new URL(origin);
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'covalue.local']) {
      origins.add(`${protocol}//${host}:${port}`);
    }
  }

  function watch(context, tolerated) {
    const note = (kind, page, text) => {
      if (tolerated.some((pattern) => pattern.test(text))) return;
      findings.push(`${kind} on ${page}: ${text}`);
    };
    context.on('weberror', (fault) => note('page error', fault.page()?.url(), String(fault.error())));
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const text = message.text();
      const kind = text.includes('Content Security Policy') ? 'policy breach' : 'console error';
      note(kind, message.page()?.url(), text);
    });
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && !origins.has(url.origin)) {
        note('foreign request', request.headers().referer ?? 'a page', request.url());
      }
    });
    context.on('response', (response) => {
      if (response.status() >= 500) note('server fault', response.url(), `${response.status()}`);
    });
  }

  return {
    browser,
    findings,
    allow,

    /** Starts `covalue demo`; see `startCovalue` for what comes back. */
    demo: (...options) => starting(startDemo(...options)),

    /** Starts `covalue serve` on a fresh data directory. */
    serve: (...options) => starting(startServe(...options)),

    /** Makes a database on PostgreSQL, for `node`. */
    async database() {
      const database = await makeDatabase();
      databases.push(database);
      return database;
    },

    /** Starts `covalue serve` on this database, on a port of its own: one more node. */
    node: (database) => starting(startNode(database)),

    /** Starts a mail server; its `settings` go to `serve`. */
    async mailServer() {
      const mail = await startMailServer();
      mailServers.push(mail);
      return mail;
    },

    /**
     * One more person, with cookies of their own, as a Playwright page.
     * `tolerate`: patterns of console errors this person is meant to meet, such as
     * `/status of 422/` where a form is sent half filled.
     */
    async visitor({ width = 1360, colorScheme = 'light', javaScript = true, tolerate = [], ...rest } = {}) {
      const context = await browser.newContext({
        viewport: viewport(width),
        colorScheme,
        javaScriptEnabled: javaScript,
        locale: 'en-GB',
        ...rest,
      });
      context.setDefaultTimeout(ACTION_LIMIT_MS);
      watch(context, tolerate);
      const page = await context.newPage();
      pages.push(page);
      return page;
    },

    /** Fails on anything axe finds by WCAG 2.2 AA. Needs a visitor with JavaScript. */
    async assertAccessible(page) {
      const faults = await accessibilityFaults(page);
      assert.equal(faults.length, 0, `${page.url()}:\n  ${faults.join('\n  ')}`);
    },

    /**
     * Keeps the page as six pictures in `artefacts/`, and fails when it scrolls sideways or
     * axe finds a fault. Contrast hangs on the colours and target size on the width, so axe
     * looks at both colour schemes on the phone and at one elsewhere.
     */
    async inspect(page, name) {
      await atEverySize(page, async (size) => {
        await takePicture(page, ARTEFACTS, name, size);
        const overflow = await sidewaysOverflow(page);
        assert.ok(overflow <= 0, `${page.url()} is ${overflow} px too wide at ${size.width} px`);
        if (size.width === WIDTHS[0] || size.colorScheme === 'light') await this.assertAccessible(page);
      });
    },

    assertNothingAmiss() {
      assert.equal(findings.length, 0, `what visitors met:\n  ${findings.join('\n  ')}`);
    },

    /** After a failure: what each visitor saw last and what each server printed. */
    async keepEvidence(name) {
      const fileName = name.replaceAll(/[^\w-]+/g, '-');
      for (const [index, page] of pages.entries()) {
        const file = path.join(ARTEFACTS, `failed-${fileName}-${index + 1}.png`);
        await page.screenshot({ path: file, fullPage: true, timeout: 5_000 }).catch(() => {});
        console.error(`visitor ${index + 1} was at ${page.url()}: ${file}`);
      }
      for (const finding of findings) console.error(finding);
      for (const server of servers) console.error(server.output());
    },

    async close() {
      await browser.close();
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all(mailServers.map((mail) => mail.stop()));
      await Promise.all(databases.map((database) => database.drop()));
    },
  };
}
