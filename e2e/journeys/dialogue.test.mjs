// Heard, then answered: three people at once, and one who is told none of it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { journey, seated } from '../harness.mjs';

const NEED = 'When a truck stops under the viaduct, I must still be able to reach the driver.';
const ENABLES = 'Send somebody before the tow yard calls us.';
const SAID_BACK = 'You lose contact on a stretch you know, and what hurts is not knowing. Is that it?';
const CORRECTION = 'Not knowing, yes. And not being able to send a towing crew.';
const ANSWER = 'Because the masts come first, and they stand by then.';
const SECRETS = ['viaduct', 'tow yard', 'stretch you know', 'towing crew', 'masts come first'];

/** Sends the page's form and waits for what it leads to. */
async function send(page, words) {
  if (words) await page.locator('#do-words').fill(words);
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.locator('#do button.primary').click();
  const status = (await sent).status();
  await page.waitForLoadState();
  return status;
}

/** What a link with a file behind it gives. */
async function downloaded(page, link) {
  const file = page.waitForEvent('download');
  await link.click();
  return readFile(await (await file).path(), 'utf8');
}

journey('a_need_is_said_back_corrected_heard_by_one_of_two_and_answered', async (world) => {
  const server = await world.demo();
  const table = server.link;
  const ines = await seated(world, server, 'Ines', { at: '/dialogue', tolerate: [/status of 422/] });
  // A second party that the need is for, so that one of two hears it.
  await ines.goto(`${table}/parties`);
  await ines.getByText('Give a further organisation a seat').click();
  await ines.locator('#seat-name').fill('Rheinwerk Recovery');
  await ines.locator('#seat-name').locator('xpath=ancestor::form').getByRole('button').click();
  await ines.waitForLoadState();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue', width: 390 });
  const lea = await seated(world, server, 'Lea', { at: '/dialogue', width: 834 });
  const tom = await seated(world, server, 'Tom', { at: '/dialogue', tolerate: [/status of 404/] });
  await world.inspect(mara, 'dialogue');

  await mara.locator('#say-words').fill(NEED);
  await mara.locator('#say-audience').selectOption('parties');
  for (const party of ['Meridian', 'Rheinwerk']) {
    await mara.locator('.named-parties label', { hasText: party }).locator('input').check();
  }
  await mara.locator('#say button.primary').click();
  await mara.waitForURL(/\/dialogue\/[0-9a-f-]+/);
  const thread = new URL(new URL(mara.url()).pathname, server.origin).href;
  await mara.getByRole('heading', { name: 'One more question' }).waitFor();
  await send(mara, ENABLES);

  // Her colleague sees it come, and so does the other side.
  await lea.getByText('under the viaduct').first().waitFor();
  await ines.goto(thread);
  await ines.getByText(ENABLES).waitFor();
  await send(ines, SAID_BACK);

  await mara.goto(thread);
  await world.inspect(mara, 'dialogue-said-back');
  await mara.getByRole('link', { name: 'Not quite …' }).click();
  await mara.locator('#do-words').waitFor();
  await send(mara, CORRECTION);

  await ines.goto(thread);
  await ines.getByText(CORRECTION).waitFor();
  await world.inspect(ines, 'dialogue-corrected');
  await ines.getByRole('button', { name: 'Now I understand' }).click();
  await ines.getByText('heard by Meridian').first().waitFor();
  assert.equal(await ines.getByText(/heard by .*Rheinwerk/).count(), 0, 'the other party has not heard it');

  // “Not now” says when: what was typed is kept until it does.
  await ines.goto(`${thread}?do=answer`);
  await ines.locator('#do input[name=kind][value=not_now]').check({ force: true });
  assert.equal(await send(ines, ANSWER), 422);
  assert.equal(await ines.locator('#do-words').inputValue(), ANSWER);
  const inAYear = new Date(Date.now() + 300 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await ines.locator('#do-returns').fill(inAYear);
  await send(ines);

  // On its author's phone.
  await mara.goto(thread);
  await mara.getByText(ANSWER).waitFor();
  await mara.getByText('heard by Meridian').first().waitFor();
  await mara.getByText('To be looked at again on').waitFor();
  await world.inspect(mara, 'dialogue-answered');

  // To take away, and to find again: for who may.
  const file = await downloaded(mara, mara.getByRole('link', { name: 'Markdown' }));
  for (const secret of SECRETS) assert.ok(file.includes(secret), `${secret} in the file`);
  await lea.goto(`${table}/search?q=TOWING+crew`);
  await lea.locator('mark').first().waitFor();
  await world.inspect(lea, 'search');
  await lea.locator('.found a').first().click();
  await lea.getByText(CORRECTION).waitFor();
  await lea.goto(`${server.origin}/search?q=viaduct`);
  await lea.locator('mark').first().waitFor();
  await world.inspect(lea, 'search-across');

  // Whom it is not for is told none of it.
  assert.equal((await tom.goto(thread)).status(), 404);
  assert.equal((await tom.goto(`${thread}/thread.md`)).status(), 404);
  for (const secret of SECRETS) {
    const typed = secret.split(' ').map((word) => word.slice(0, -1)).join('+');
    await tom.goto(`${table}/search?q=${typed}`);
    const there = tom.locator(`.found a[href*="${new URL(thread).pathname}"]`);
    assert.equal(await there.count(), 0, `a search for ${typed} does not lead there`);
  }
  await tom.goto(`${table}/search?q=viaduc`);
  assert.equal(await tom.locator('mark').count(), 0, 'nothing is found');
  await world.inspect(tom, 'search-nothing');
  for (const page of ['', '/dialogue', '/value', '/parties', '/record']) {
    await tom.goto(table + page);
    const text = await tom.content();
    for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} at ${page || 'the overview'}`);
  }
  await tom.goto(`${table}/dialogue`);
  const card = tom.locator('#take-out');
  await card.locator('> summary').click();
  for (const name of ['Markdown', 'CSV']) {
    const text = await downloaded(tom, card.getByRole('link', { name }));
    assert.ok(text.length > 100);
    for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in the ${name}`);
  }
});

journey('two_answers_at_most_lead_and_the_others_are_opened_without_javascript', async (world) => {
  const server = await world.demo();
  const tom = await seated(world, server, 'Tom', { at: '/dialogue', width: 390, javaScript: false });
  const composer = await tom.locator('#say').boundingBox();
  assert.ok(composer.height <= 844 / 2, `the composer takes half the screen at most, not ${composer.height} px`);
  const ways = tom.locator('.said-links:has(> details)').first();
  const shown = () => ways.locator('a').filter({ visible: true }).count();
  for (const width of [390, 834, 1360]) {
    await tom.setViewportSize({ width, height: 900 });
    await tom.reload();
    assert.ok((await shown()) <= 2, `at most two lead at ${width}`);
    await ways.locator('summary').click();
    assert.ok((await shown()) >= 3, 'the others are opened');
  }
});

journey('the_dialogue_of_then_waits_for_what_it_waited_for_then', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue' });
  const returned = mara.locator('.states').getByText('back since');
  assert.ok((await returned.count()) > 0, 'something put off has come back today');
  const spring = new Date(Date.now() - 240 * 24 * 60 * 60 * 1000).toISOString();
  await mara.goto(`${server.link}/dialogue?as_of=${spring}`);
  await mara.locator('.banner').waitFor();
  assert.ok((await mara.locator('.thread').count()) > 0);
  assert.equal(await returned.count(), 0, 'it had not then');
});
