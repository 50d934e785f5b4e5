// The harness itself, against a small site of its own: whatever it must refuse, it refuses.
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startCovalue } from './binary.mjs';
import { ARTEFACTS, openWorld } from './harness.mjs';

const page = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,"><title>A page</title>${head}</head><body><main>${body}</main></body></html>`;

const SITE = {
  '/clean': page('<h1>Clean</h1><p id="said">written by the server</p><script src="/said.js"></script>'),
  '/said.js': 'document.getElementById("said").textContent = "written by a script";',
  '/unlabelled': page('<h1>Form</h1><input type="text">'),
  '/inline-script': page('<h1>Inline</h1><script>document.title = "run"</script>'),
  '/inline-style': page('<h1 style="color: red">Inline</h1>'),
  '/console-error': page('<h1>Error</h1><script src="/error.js"></script>'),
  '/error.js': 'console.error("something broke");',
  '/throws': page('<h1>Throws</h1><script src="/throw.js"></script>'),
  '/throw.js': 'throw new Error("thrown");',
  '/foreign': page('<h1>Foreign</h1><a href="/clean">ok</a>', '<link rel="stylesheet" href="https://example.com/a.css">'),
  '/wide': page('<h1>Wide</h1><svg width="700" height="10" aria-hidden="true"></svg>'),
};

let site;
let origin;

before(async () => {
  site = http.createServer((request, response) => {
    if (request.url === '/fault') response.statusCode = 500;
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:");
    response.setHeader('content-type', request.url.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(SITE[request.url] ?? page('<h1>Elsewhere</h1>'));
  });
  await new Promise((listening) => site.listen(0, '127.0.0.1', listening));
  origin = `http://localhost:${site.address().port}`;
});

after(() => {
  site.closeAllConnections();
  site.close();
});

async function inWorld(body) {
  const world = await openWorld();
  world.allow(origin);
  try {
    return await body(world);
  } finally {
    await world.close();
  }
}

async function findingsAt(address) {
  return inWorld(async (world) => {
    const visitor = await world.visitor();
    await visitor.goto(origin + address, { waitUntil: 'networkidle' });
    return world.findings;
  });
}

test('a_clean_page_passes_every_check_and_leaves_six_pictures', () =>
  inWorld(async (world) => {
    const visitor = await world.visitor({ width: 834 });
    await visitor.goto(`${origin}/clean`);
    await world.inspect(visitor, 'harness-clean');
    world.assertNothingAmiss();
    assert.equal(visitor.viewportSize().width, 834);
    for (const width of [390, 834, 1360]) {
      for (const scheme of ['light', 'dark']) {
        await stat(path.join(ARTEFACTS, `harness-clean-${width}-${scheme}.png`));
      }
    }
  }));

test('a_field_without_a_label_is_refused', () =>
  inWorld(async (world) => {
    const visitor = await world.visitor();
    await visitor.goto(`${origin}/unlabelled`);
    await assert.rejects(world.assertAccessible(visitor), /label/);
  }));

test('a_page_wider_than_the_phone_is_refused', () =>
  inWorld(async (world) => {
    const visitor = await world.visitor();
    await visitor.goto(`${origin}/wide`);
    await assert.rejects(world.inspect(visitor, 'harness-wide'), /too wide at 390 px/);
  }));

for (const [address, expected] of [
  ['/inline-script', /^policy breach/],
  ['/inline-style', /^policy breach/],
  ['/console-error', /^console error.*something broke/],
  ['/throws', /^page error.*thrown/],
  ['/foreign', /^foreign request.*example\.com/],
  ['/fault', /^server fault.*500/],
]) {
  test(`${address.slice(1)}_is_found_and_fails_a_journey`, async () => {
    const findings = await findingsAt(address);
    assert.ok(findings.some((finding) => expected.test(finding)), findings.join('\n') || 'nothing found');
  });
}

test('what_a_visitor_is_meant_to_meet_is_tolerated', () =>
  inWorld(async (world) => {
    const visitor = await world.visitor({ tolerate: [/something broke/] });
    await visitor.goto(`${origin}/console-error`, { waitUntil: 'networkidle' });
    world.assertNothingAmiss();
  }));

test('scripts_do_not_run_for_a_visitor_without_javascript', () =>
  inWorld(async (world) => {
    const [withScripts, without] = [await world.visitor(), await world.visitor({ javaScript: false })];
    await withScripts.goto(`${origin}/clean`);
    await without.goto(`${origin}/clean`);
    assert.equal(await withScripts.locator('#said').textContent(), 'written by a script');
    assert.equal(await without.locator('#said').textContent(), 'written by the server');
  }));

async function withBinary(script, body) {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'covalue-harness-'));
  const binary = path.join(directory, 'covalue');
  await writeFile(binary, `#!/bin/sh\n${script}\n`);
  await chmod(binary, 0o755);
  try {
    return await body(binary);
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('link_and_one_time_code_are_read_from_what_the_binary_prints', () =>
  withBinary(
    'echo "One-time code: ABCD-1234"; echo "Open http://localhost:4711/set-up"; exec sleep 60',
    async (binary) => {
      const server = await startCovalue(['serve'], { binary });
      assert.equal(server.link, 'http://localhost:4711/set-up');
      assert.equal(server.origin, 'http://localhost:4711');
      assert.equal(server.code, 'ABCD-1234');
      await server.stop();
    },
  ));

test('a_binary_that_ends_at_once_is_reported_with_what_it_printed', () =>
  withBinary('echo "port in use" >&2; exit 3', (binary) =>
    assert.rejects(startCovalue(['serve'], { binary }), /it ended \(3\)[^]*port in use/),
  ));
