// A picture goes with a need, from a phone, with and without scripts; the other side sees it; erased, it is gone.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { journey, seated } from '../harness.mjs';

const NEED = 'The ramp at our dock is under water each spring.';
const SHOWS = 'Water up to the ramp';
const PICTURE = new URL('../../crates/covalue/src/demo/bridge.png', import.meta.url);

/** Whether the first picture of the word that is shown here came. */
const isShown = (page, word) =>
  page.locator(`#said-${word} .pictures img`).first().evaluate(async (picture) => {
    picture.loading = 'eager';
    await picture.decode();
    return picture.naturalWidth > 0;
  });

journey('a_picture_goes_with_a_need_from_a_phone_and_is_gone_once_it_is_erased', async (world) => {
  const server = await world.demo();
  const mara = await seated(world, server, 'Mara', { at: '/dialogue', width: 390, tolerate: [/status of 422/] });
  const picture = { name: 'ramp.png', mimeType: 'image/png', buffer: await readFile(PICTURE) };

  await mara.locator('#say-words').fill(NEED);
  await mara.locator('#say > details > summary').click();
  await mara.getByText('Attach pictures or PDFs').click();
  assert.equal(await mara.locator('#file-2').isVisible(), false, 'one after the other');
  const page = { name: 'ramp.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html>') };
  await mara.locator('#file-1').setInputFiles(page);
  await mara.locator('#alt-1').fill(SHOWS);
  await mara.locator('#file-2').waitFor();
  await mara.locator('#say button.primary').click();
  // What is not taken says so, and nothing typed is lost.
  await mara.getByText('This is not a JPEG, PNG, WebP or PDF').first().waitFor();
  assert.equal(await mara.locator('#say-words').inputValue(), NEED);
  assert.equal(await mara.locator('#alt-1').inputValue(), SHOWS);
  await world.inspect(mara, 'attaching');
  await mara.locator('#file-1').setInputFiles(picture);
  await mara.locator('#say button.primary').click();
  await mara.waitForURL(/\/dialogue\/[0-9a-f-]+/);
  const thread = new URL(new URL(mara.url()).pathname, server.origin).href;
  const word = thread.split('/').at(-1);
  assert.ok(await isShown(mara, word));

  const ines = await seated(world, server, 'Ines', { at: '/dialogue', javaScript: false });
  await ines.goto(thread);
  const shown = ines.getByRole('img', { name: SHOWS });
  await shown.waitFor();
  await world.inspect(mara, 'attached');
  const file = await ines.getByRole('link', { name: SHOWS }).getAttribute('href');
  const answer = await ines.request.get(new URL(file, server.origin).href);
  assert.equal(answer.headers()['content-security-policy'], "sandbox; default-src 'none'");

  // Without scripts a file goes with an answer just so.
  await ines.goto(`${thread}?do=question`);
  await ines.locator('#do-words').fill('Is it this ramp?');
  await ines.getByText('Attach pictures or PDFs').click();
  await ines.locator('#file-1').setInputFiles(picture);
  await ines.locator('#do button.primary').click();
  await ines.waitForURL(/said=words-said/);

  // Its author takes it back: the other side has nothing left of it.
  await mara.goto(thread);
  await mara.locator(`#said-${word}`).getByRole('button', { name: 'Take it back' }).click();
  await mara.waitForLoadState();
  await ines.goto(thread);
  assert.equal(await ines.getByRole('img', { name: SHOWS }).count(), 0);
  assert.equal((await ines.request.get(new URL(file, server.origin).href)).status(), 404);
});
