// Two nodes on one PostgreSQL are one product: what is said on one is seen live on the other.
import assert from 'node:assert/strict';
import { journey, press, setUp } from '../harness.mjs';
import { answer, openAndInvite } from '../opening.mjs';

const WITHIN_MS = 1_000;

/** Opens the table's dialogue on this node and waits until its stream is open. */
async function follow(page, origin, relationship) {
  const open = page.waitForRequest((request) => request.url().includes('/live?'));
  await page.goto(`${origin}${relationship}/dialogue`);
  await open;
}

/** Says it to the whole table and gives the moment at which the node had recorded it. */
async function say(page, words) {
  await page.locator('#say-words').fill(words);
  const recorded = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.locator('#say button.primary').click();
  await recorded;
  return Date.now();
}

async function seesInTime(page, words, since) {
  await page.locator('[data-live="threads"]').getByText(words).waitFor();
  const took = Date.now() - since;
  assert.ok(took <= WITHIN_MS, `“${words}” was seen after ${took} ms`);
}

journey('what_is_said_on_one_node_is_seen_on_the_other_within_a_second', async (world) => {
  const database = await world.database();
  const first = await world.node(database);
  const ines = await world.visitor();
  const mara = await world.visitor({ width: 390 });
  await setUp(ines, first);
  const link = await openAndInvite(ines);
  const [relationship] = new URL(ines.url()).pathname.match(/^\/r\/[^/]+/);
  await answer(mara, link);

  const second = await world.node(database);
  await follow(ines, second.origin, relationship);
  await follow(mara, first.origin, relationship);
  await seesInTime(ines, 'Calls from the second depot drop', await say(mara, 'Calls from the second depot drop'));

  await follow(mara, first.origin, relationship);
  await seesInTime(mara, 'We measure that mast tonight', await say(ines, 'We measure that mast tonight'));

  // The nodes hint to each other; whoever misses a hint finds out by asking.
  await follow(ines, second.origin, relationship);
  await follow(mara, first.origin, relationship);
  assert.equal(await database.dropListeners(), 2);
  await seesInTime(ines, 'And from the third one too', await say(mara, 'And from the third one too'));
});
