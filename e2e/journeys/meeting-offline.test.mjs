// What somebody takes down in a meeting is not lost: not while the network is off for seconds or minutes, the server is
// killed, their session ends in mid-sentence, or somebody else closes the sitting. Counted, character by character.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { startCovalue } from '../binary.mjs';
import { journey, seated } from '../harness.mjs';

const AWAY = 'The server cannot be reached.';

async function press(page, name) {
  await Promise.all([page.waitForURL(/said=/), page.getByRole('button', { name }).first().click()]);
}

/** What clocks at the demo's table show, so many minutes from now. */
function there(minutes) {
  const at = new Date(Date.now() + minutes * 60_000);
  const style = { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' };
  return new Intl.DateTimeFormat('sv-SE', style).format(at).replace(' ', 'T');
}

/** A sentence of some four hundred characters that is like no other, typed in two halves. */
function sentence(name) {
  const words = Array.from({ length: 30 }, (_, at) => `${name}${at} Größe € “ü”`);
  const whole = words.join(' ');
  return [whole.slice(0, whole.length / 2), whole.slice(whole.length / 2), whole];
}

const field = (page) => page.locator('#taken-words');
const sends = (page) => page.locator('form:has(#taken-words) button').click();

/** It is on the record, whole. */
async function isRecorded(page, dialogue, whole) {
  await page.goto(dialogue);
  const said = page.locator('.saying', { hasText: whole.slice(0, 20) }).first();
  await said.waitFor();
  const text = (await said.textContent()).replaceAll(/\s+/g, ' ');
  assert.ok(text.includes(whole), `characters were lost: ${text}`);
}

journey('no_character_is_lost_while_the_server_cannot_be_reached', async (world) => {
  const place = await mkdtemp(path.join(os.tmpdir(), 'covalue-offline-'));
  const data = path.join(place, 'data');
  const server = await world.demo('--data', data);
  const cut = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION/, /ERR_INCOMPLETE_CHUNKED_ENCODING/];
  const tolerate = [...cut, /text\/event-stream/, /status of 401/];
  const mara = await seated(world, server, 'Mara', { tolerate });
  const table = new URL(server.link).pathname;
  const dialogue = `${server.origin}${table}/dialogue`;
  await mara.goto(`${server.origin}${table}/meetings`);
  await mara.getByLabel('What is it called?').fill('Elm Pass, now');
  await mara.getByLabel('Begins').fill(there(-6));
  await press(mara, 'Plan it');
  const meeting = mara.url().split('?')[0];
  await mara.goto(meeting);
  await press(mara, 'Begin the meeting');

  const ines = await seated(world, server, 'Ines', { width: 390, tolerate });
  await ines.goto(meeting);
  await press(ines, 'I am here');

  // The network is off for five seconds; for a minute and for ten, by the page's clock.
  for (const seconds of [5, 60, 600]) {
    const [first, second, whole] = sentence(`off${seconds}x`);
    if (seconds > 5) await ines.clock.install();
    await ines.goto(meeting);
    await field(ines).pressSequentially(first.slice(0, 20));
    await field(ines).fill(first);
    await ines.context().setOffline(true);
    await field(ines).fill(first + second);
    await sends(ines);
    await ines.getByText(AWAY).first().waitFor();
    assert.equal(await field(ines).inputValue(), whole);
    // Nor does a button leave for a page of the browser's.
    await ines.getByRole('button', { name: 'Put me on the list' }).click();
    await ines.getByText('so nothing has happened').waitFor();
    assert.equal(await field(ines).inputValue(), whole);
    if (seconds > 5) await ines.clock.fastForward(seconds * 1_000);
    else await ines.waitForTimeout(seconds * 1_000);
    assert.equal(await field(ines).inputValue(), whole);
    await ines.context().setOffline(false);
    await Promise.all([ines.waitForURL(/said=taken-down/), sends(ines)]);
    await isRecorded(mara, dialogue, whole);
  }

  // The server is killed while she types, and is there again. Her page follows the table as before.
  const [first, second, whole] = sentence('killed');
  await ines.goto(meeting);
  await field(ines).fill(first);
  await server.kill();
  await field(ines).fill(first + second);
  await sends(ines);
  await ines.getByText(AWAY).first().waitFor();
  assert.equal(await field(ines).inputValue(), whole);
  const { port } = new URL(server.origin);
  const again = await startCovalue(['demo', '--data', data, '--listen', `127.0.0.1:${port}`]);
  try {
    await Promise.all([ines.waitForURL(/said=taken-down/), sends(ines)]);
    await isRecorded(mara, dialogue, whole);

    // Her session ends in mid-sentence: what she typed is back when she is.
    const [early, late, said] = sentence('session');
    await ines.goto(meeting);
    await field(ines).fill(early);
    await ines.context().clearCookies();
    await field(ines).fill(early + late);
    await sends(ines);
    await ines.waitForFunction(() => document.readyState === 'complete' && !document.querySelector('#taken-words'));
    await ines.goto(`${server.origin}/sign-in`);
    await ines.getByRole('button', { name: /^Ines/ }).first().click();
    await ines.waitForURL((url) => url.pathname !== '/sign-in');
    await ines.goto(meeting);
    await ines.waitForFunction((words) => document.querySelector('#taken-words')?.value === words, said);
    await Promise.all([ines.waitForURL(/said=taken-down/), sends(ines)]);
    await isRecorded(mara, dialogue, said);

    // Mara closes the sitting in the middle of a sentence: it is an ordinary word then, and recorded all the same.
    const [begun, ended, last] = sentence('closed');
    await ines.goto(meeting);
    await field(ines).fill(begun);
    await mara.goto(meeting);
    await press(mara, 'Close the meeting');
    await ines.getByText('Minutes').first().waitFor();
    assert.equal(await field(ines).inputValue(), begun);
    await field(ines).fill(begun + ended);
    await Promise.all([ines.waitForURL(/said=taken-after-end/), sends(ines)]);
    await ines.getByText('The meeting was closed by then.').waitFor();
    await isRecorded(mara, dialogue, last);
  } finally {
    await again.stop();
    await rm(place, { recursive: true, force: true });
  }
});
