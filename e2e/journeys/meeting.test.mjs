// Sitting together: an agenda from all, a round with a pass, the floor in fair order, a clock that is the same for
// everybody, and minutes that whoever was missing reads the day after.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { BINARY } from '../binary.mjs';
import { journey, seated } from '../harness.mjs';

const run = promisify(execFile);

/** Presses a button and waits for what comes of it. */
async function press(page, name) {
  await Promise.all([page.waitForURL(/said=/), page.getByRole('button', { name }).first().click()]);
}

/** What clocks at the demo's table show, so many minutes from now. */
function there(minutes) {
  const at = new Date(Date.now() + minutes * 60_000);
  const style = { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' };
  return new Intl.DateTimeFormat('sv-SE', style).format(at).replace(' ', 'T');
}

journey('five_people_sit_together_and_the_minutes_write_themselves', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara');
  const table = new URL(server.link).pathname;
  await mara.goto(`${server.origin}${table}/meetings`);
  await mara.getByLabel('What is it called?').fill('Elm Pass, now');
  await mara.getByLabel('Begins').fill(there(-6));
  await press(mara, 'Plan it');
  const meeting = mara.url().split('?')[0];

  // Every party brings a point; on phones, too.
  const ines = await seated(world, server, 'Ines');
  const viktor = await seated(world, server, 'Viktor');
  const tom = await seated(world, server, 'Tom', { width: 390 });
  const points = [[mara, 'Elm Pass at night'], [ines, 'What came true'], [tom, 'Winter access to the masts']];
  for (const [page, title] of points) {
    await page.goto(meeting);
    await page.locator('#bring summary').click();
    await page.getByLabel('What should we talk about?').fill(title);
    await press(page, 'Bring it');
  }
  assert.equal(await tom.locator('.agenda .point').count(), 3);

  // Six minutes after the time anybody may begin, and leads.
  await mara.goto(meeting);
  await press(mara, 'Begin the meeting');
  for (const page of [ines, viktor, tom]) {
    await page.goto(meeting);
    await press(page, 'I am here');
  }
  await mara.goto(meeting);
  await press(mara, /^Next:/);
  await press(mara, 'Begin a round');
  await world.inspect(mara, 'meeting-round');

  // Each party once, then its people: whoever's turn it is says so, and one passes.
  const people = { Ines: ines, Viktor: viktor, Mara: mara, Tom: tom };
  let passed = false;
  for (let turn = 0; turn < 4; turn += 1) {
    await mara.goto(meeting);
    const now = await mara.locator('.turn.now').textContent();
    const [, page] = Object.entries(people).find(([name]) => now.includes(name));
    await page.goto(meeting);
    const clocks = await Promise.all([page, mara].map((one) => one.locator('.clock.big').textContent()));
    const seconds = clocks.map((text) => Number(text.split(':')[0]) * 60 + Number(text.split(':')[1]));
    assert.ok(Math.abs(seconds[0] - seconds[1]) <= 1, `the clocks show ${clocks}`);
    if (passed) {
      await press(page, 'I have said mine');
    } else {
      await press(page, 'Pass');
      passed = true;
    }
  }
  await mara.goto(meeting);
  assert.equal(await mara.locator('.turn').count(), 0, 'the round is over');

  // Viktor speaks; Ines of the same party and Tom ask, in this order: Tom's party has spoken less.
  await viktor.goto(meeting);
  await press(viktor, 'Put me on the list');
  await viktor.waitForTimeout(2_500);
  for (const page of [ines, tom]) {
    await page.goto(meeting);
    await press(page, 'Put me on the list');
  }
  await mara.goto(meeting);
  const list = mara.locator('h3:has-text("Waiting for the floor") + ol li');
  assert.match(await list.first().textContent(), /Tom/);
  await viktor.goto(meeting);
  await press(viktor, 'I have said mine');
  await mara.goto(meeting);
  assert.match(await mara.locator('.speaks').textContent(), /Tom/);

  // What is typed says that it is not recorded until it is.
  await ines.goto(meeting);
  await ines.locator('#taken-words').fill('Dispatch must know within ten minutes.');
  await ines.getByText('Not recorded yet.').first().waitFor();
  await press(ines, 'Take it down');
  await mara.goto(meeting);
  await mara.getByText('Dispatch must know within ten minutes.').first().waitFor();

  // Both other parties said it back, and Ines ticks them at once. Tom says that his has not heard it.
  await ines.goto(meeting);
  for (const party of ['Northwind', 'Halden']) await ines.locator('.hearing').getByLabel(new RegExp(party)).check();
  await world.inspect(ines, 'meeting-heard');
  await press(ines, 'Tick as heard');
  await ines.getByText('Heard by Northwind, Halden.').waitFor();
  await tom.goto(meeting);
  await press(tom, 'We have not heard it yet');
  await mara.goto(meeting);
  await mara.getByText('Heard by Northwind.').waitFor();
  await mara.getByText('Not heard yet, they say themselves: Halden.').waitFor();
  await world.inspect(mara, 'meeting-denied');
  await mara.goto(`${meeting}/wall`);
  await world.inspect(mara, 'meeting-wall');
  await mara.goto(meeting);
  await mara.getByText('“Lea Brandt” is missing').waitFor();
  await press(mara, 'Close the meeting');
  await world.inspect(mara, 'meeting-minutes');

  // Whoever was not there is asked to read what happened, on her phone.
  const lea = await seated(world, server, 'Lea', { width: 390 });
  await lea.goto(meeting);
  await lea.getByText('Dispatch must know within ten minutes.').first().waitFor();
  await world.inspect(lea, 'meeting-missed');
  await press(lea, 'I have read it');
  assert.equal(await lea.getByRole('button', { name: 'I have read it' }).count(), 0);
});

/** Everything that files in this directory hold, as one text: database, write-ahead log, backup. */
async function heldIn(directory) {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
  const texts = await Promise.all(paths.map((file) => readFile(file, 'latin1')));
  return texts.join('\n');
}

journey('off_the_record_nothing_leaves_the_tab_but_what_is_released', async (world) => {
  const place = await mkdtemp(path.join(os.tmpdir(), 'covalue-off-record-'));
  const server = await world.demo('--data', path.join(place, 'data'));
  // Whoever’s turn it is leads.
  const tom = await seated(world, server, 'Tom');
  const table = new URL(server.link).pathname;
  await tom.goto(`${server.origin}${table}/meetings`);
  await tom.getByLabel('What is it called?').fill('Among ourselves');
  await tom.getByLabel('Begins').fill(there(-1));
  await press(tom, 'Plan it');
  const meeting = tom.url().split('?')[0];
  await tom.goto(meeting);
  await press(tom, 'Begin the meeting');
  const ines = await seated(world, server, 'Ines', { width: 390 });
  await ines.goto(meeting);
  await press(ines, 'I am here');

  // Her page follows without being loaded anew: what records words is gone, and what she keeps stays in the tab.
  const canaries = ['cormorant', 'bluethroat', 'wryneck', 'dotterel', 'corncrake'].map((bird) => `The ${bird} sings.`);
  await press(tom, 'Begin such a round');
  await ines.locator('#pad-words').waitFor();
  assert.equal(await ines.locator('#taken-words').isVisible(), false);
  for (const canary of canaries) {
    await ines.locator('#pad-words').fill(canary);
    await ines.locator('#pad-words').press('Enter');
  }
  await world.inspect(ines, 'meeting-off-record');
  // Other pages say so before she types, and a form that is sent all the same records nothing.
  const elsewhere = await ines.context().newPage();
  await elsewhere.goto(`${server.origin}${table}/dialogue`);
  await elsewhere.getByText('You are off the record in a meeting').waitFor();
  await elsewhere.close();
  // What she is typing when the round ends is still there, and no button takes it.
  const typed = 'The ouzel sings.';
  await ines.locator('#pad-words').fill(typed);
  await press(tom, 'Back on the record');
  await ines.locator('[data-pad-typed]').waitFor();
  await ines.getByRole('button', { name: 'Put me on the list' }).click();
  await ines.getByRole('button', { name: 'I have said mine' }).waitFor();
  assert.equal(await ines.locator('#pad-words').inputValue(), typed);
  await ines.locator('[data-pad-typed]').click();
  await ines.locator('#pad-words').waitFor({ state: 'hidden' });
  await ines.locator('[data-pad-list] li').nth(canaries.length).waitFor({ state: 'detached' });

  const release = ines.locator('[data-pad-release]');
  await release.first().waitFor();
  for (const left of [4, 3]) {
    await release.first().click();
    await ines.locator('[data-pad-list] li').nth(left).waitFor({ state: 'detached' });
  }
  await tom.goto(meeting);
  await tom.getByText(canaries[1]).first().waitFor();
  await tom.getByText(typed).first().waitFor();
  const backup = path.join(place, 'backup');
  await run(BINARY, ['backup', '--data', path.join(place, 'data'), '--out', backup]);
  for (const held of [await heldIn(place), server.output(), await ines.evaluate(() => JSON.stringify(sessionStorage))]) {
    for (const kept of canaries.slice(2)) assert.ok(!held.includes(kept), `${kept} was kept`);
  }
  const held = await heldIn(path.join(place, 'data'));
  for (const released of canaries.slice(0, 2)) assert.ok(held.includes(released), `${released} was not recorded`);
  await rm(place, { recursive: true, force: true });
});

journey('a_round_in_writing_takes_a_word_from_each_and_says_who_is_missing', async (world) => {
  const server = await world.demo();
  const ines = await seated(world, server, 'Ines');
  const table = new URL(server.link).pathname;
  await ines.goto(`${server.origin}${table}/meetings`);
  await ines.locator('#writing summary').click();
  await ines.getByLabel('What is the round about?').fill('Winter, in writing');
  await ines.getByLabel('From').fill(there(-2));
  await ines.getByLabel('How many days').fill('3');
  await press(ines, 'Plan the round');
  const round = ines.url().split('?')[0];
  await ines.locator('#bring summary').click();
  await ines.getByLabel('What should we talk about?').fill('Who clears the road to the masts?');
  await press(ines, 'Bring it');

  // Mara says her word on her phone, and says it otherwise; only the latest is told.
  const mara = await seated(world, server, 'Mara', { width: 390 });
  await mara.goto(round);
  const word = mara.getByLabel('Your word on “Who clears the road to the masts?”');
  await word.fill('We clear it until six.');
  await press(mara, 'Say it');
  await mara.locator('summary', { hasText: 'Say it otherwise' }).click();
  await word.fill('We clear it until five.');
  await press(mara, 'Say it');
  await ines.goto(round);
  await ines.getByText('We clear it until five.').waitFor();
  assert.equal(await ines.getByText('We clear it until six.').count(), 0);
  await ines.getByText('has not said a word yet').first().waitFor();
  await world.inspect(ines, 'round-in-writing');
  const minutes = await ines.request.get(`${round}/minutes.md`);
  assert.match(await minutes.text(), /Going on in writing since .*“Northwind Logistics”.*We clear it until five\./s);
});
