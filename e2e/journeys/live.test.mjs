// Live: what one says, the others see within a second, and nobody loses what they are doing.
import assert from 'node:assert/strict';
import { journey, seated } from '../harness.mjs';

const WITHIN_MS = 1_000;

/** Says it to the whole table; gives the moment at which the server had recorded it. */
async function say(page, words) {
  if (!(await page.locator('#say').count())) await page.goto(page.url().replace(/\/dialogue.*/, '/dialogue'));
  await page.locator('#say-words').fill(words);
  const recorded = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.locator('#say button.primary').click();
  await recorded;
  const at = Date.now();
  await page.locator('.thread').waitFor();
  return at;
}

/** How long after `since` the page showed it. */
async function sees(page, words, since) {
  await page.locator('[data-live="threads"]').getByText(words).waitFor();
  return Date.now() - since;
}

/** The stream is open once it has said where it stands. */
async function isLive(page) {
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/live.js')));
  await page.waitForLoadState('load');
}

const composer = (page) =>
  page.evaluate(() => {
    const words = document.querySelector('#say-words');
    return {
      text: words.value,
      caret: [words.selectionStart, words.selectionEnd],
      focused: document.activeElement === words,
      top: Math.round(words.getBoundingClientRect().top),
      chosen: document.querySelector('#say input[name=kind]:checked').value,
      // Would be gone if the form had been replaced.
      same: words.dataset.mine === 'yes',
    };
  });

journey('what_one_says_the_others_see_within_a_second_while_they_type', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue' });
  const ines = await seated(world, server, 'Ines', { at: '/dialogue', width: 834 });
  await isLive(ines);
  await ines.locator('#say-words').evaluate((words) => {
    words.dataset.mine = 'yes';
    words.scrollIntoView({ block: 'center' });
  });
  await ines.locator('#say input[name=kind]').last().check({ force: true });
  await ines.locator('#say-words').focus();
  await ines.keyboard.type('We could ask the drivers');
  for (let step = 0; step < 7; step += 1) await ines.keyboard.press('ArrowLeft');
  const before = await composer(ines);
  assert.ok(before.focused && before.same);

  const recorded = await say(mara, 'A driver waits alone at Elm Pass');
  const seen = sees(ines, 'A driver waits alone at Elm Pass', recorded);
  await ines.keyboard.type('night ', { delay: 60 });
  const took = await seen;
  assert.ok(took <= WITHIN_MS, `seen after ${took} ms`);

  const after = await composer(ines);
  assert.equal(after.text, 'We could ask the night drivers');
  assert.deepEqual(after.caret, before.caret.map((at) => at + 6));
  assert.deepEqual(
    { ...after, text: '', caret: [] },
    { ...before, text: '', caret: [] },
  );
  // What is shown anew is served like the rest: times are told, nothing is said twice.
  const words = ines.locator('[data-live="threads"]');
  assert.equal(await words.getByText('A driver waits alone at Elm Pass').count(), 1);
  assert.equal(await ines.locator('[data-live] [data-live]').count(), 0, 'no region came to lie within one');
  await world.inspect(ines, 'live-overview');
});

journey('what_is_opened_or_begun_on_a_page_stays_so', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue' });
  const ines = await seated(world, server, 'Ines', { at: '/dialogue' });
  await ines.goto(`${server.link}/value`);
  await isLive(ines);
  const parts = ines.locator('[data-live="parts"]');
  await parts.locator('> summary').click();
  const first = parts.locator('li details.more').first();
  await first.locator('summary').click();
  await first.locator('textarea').fill('It saves us a call a day');
  const second = parts.locator('li details.more').nth(1);
  await second.locator('summary').click();
  await ines.locator('h1').click();

  await mara.goto(`${server.link}/value`);
  await mara.locator('[data-live="parts"] > summary').click();
  await mara.locator('[data-live="parts"] > form summary').click();
  await mara.locator('#part-name').fill('Night dispatch desk');
  await mara.locator('[data-live="parts"] > form button').click();
  await parts.getByText('Night dispatch desk').first().waitFor();
  assert.equal(await first.locator('textarea').inputValue(), 'It saves us a call a day');
  assert.ok(await first.evaluate((details) => details.open));
  assert.ok(await second.evaluate((details) => details.open));
});

journey('a_page_out_of_sight_holds_no_stream_and_catches_up', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue' });
  const ines = await seated(world, server, 'Ines', { at: '/dialogue', width: 390 });
  await isLive(ines);
  const inSight = (hidden) =>
    ines.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  let streams = 0;
  ines.on('request', (request) => {
    if (request.url().includes('/live?')) streams += 1;
  });
  await inSight(true);
  await say(mara, 'Said while nobody looked');
  assert.equal(await ines.getByText('Said while nobody looked').count(), 0);
  assert.equal(streams, 0);
  await inSight(false);
  await sees(ines, 'Said while nobody looked', 0);
  assert.equal(streams, 1);

  // The past does not change.
  await ines.goto(`${server.link.split('?')[0]}?as_of=2024-06-01T12:00`);
  await ines.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await ines.evaluate(() => document.body.dataset.stream), undefined);
  assert.equal(streams, 1);
});

journey('a_page_whose_viewer_signed_out_says_so_and_keeps_what_was_typed', async (world) => {
  const server = await world.demo();
  const ines = await seated(world, server, 'Ines', { at: '/dialogue', tolerate: [/EventSource|MIME type/] });
  await isLive(ines);
  await ines.locator('#say-words').fill('Half a thought');
  const other = await ines.context().newPage();
  await other.goto(server.link);
  await other.locator('details.menu').last().locator('summary').click();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.waitForURL(/sign-in/);
  await ines.locator('[data-live-ended]').waitFor({ timeout: 8_000 });
  assert.equal(await ines.locator('#say-words').inputValue(), 'Half a thought');
});

journey('a_page_that_was_asked_for_in_vain_asks_again_and_says_so_meanwhile', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue' });
  const tolerate = [/status of 503/, /^503$/, /ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/];
  const ines = await seated(world, server, 'Ines', { at: '/dialogue', tolerate });
  await isLive(ines);
  const behind = ines.locator('[data-live-behind]');

  // One answer that fails is made good without a word more from the table, and never sooner than asked.
  const asked = [];
  let refusals = 2;
  await ines.route('**/dialogue', (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    asked.push(Date.now());
    refusals -= 1;
    if (refusals < 0) return route.continue();
    return route.fulfill({ status: 503, headers: refusals === 0 ? { 'retry-after': '3' } : {}, body: 'crowded' });
  });
  const recorded = await say(mara, 'Said while the server was crowded');
  await behind.getByText('may not show the latest').waitFor();
  await sees(ines, 'Said while the server was crowded', recorded);
  await behind.waitFor({ state: 'hidden' });
  assert.ok(asked[2] - asked[1] >= 2_900, `asked again after ${asked[2] - asked[1]} ms`);
  await ines.unroute('**/dialogue');

  await ines.context().setOffline(true);
  await behind.waitFor();
  await say(mara, 'Said while the line was cut');
  await ines.context().setOffline(false);
  const back = Date.now();
  const took = await sees(ines, 'Said while the line was cut', back);
  assert.ok(took <= 5_000, `seen ${took} ms after the line was back`);
  await behind.waitFor({ state: 'hidden' });
});
