// Sitting together: an agenda from all, a round with a pass, the floor in fair order, a clock that is the same for
// everybody, and minutes that whoever was missing reads the day after.

import assert from 'node:assert/strict';

import { journey } from '../harness.mjs';

/** One more visitor, at the demo's table as this person. */
async function seated(world, server, name, options) {
  const page = await world.visitor(options);
  await page.goto(server.link);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(/\/r\/|\/$/);
  return page;
}

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
  await mara.goto(`${meeting}/wall`);
  await world.inspect(mara, 'meeting-wall');
  await mara.goto(meeting);
  await mara.getByText('Lea Brandt is missing').waitFor();
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
