// The first ten minutes, both sides: from the one-time code to the revealed guess.
import assert from 'node:assert/strict';
import { journey, press, setUp } from '../harness.mjs';
import { answer, openAndInvite } from '../opening.mjs';

journey('from_the_one_time_code_to_the_revealed_guess', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  const mara = await world.visitor({ width: 390, tolerate: [/status of 410/] });
  const stranger = await world.visitor({ width: 390, tolerate: [/status of 410/] });
  const looking = (page) => (name) => world.inspect(page, `first-ten-minutes-${name}`);

  await setUp(ines, server);
  const link = await openAndInvite(ines, looking(ines));
  await ines.goto(`${server.origin}${await ines.getByRole('link', { name: 'Open the sheet' }).getAttribute('href')}`);
  await looking(ines)('sheet');

  await answer(mara, link, looking(mara));

  // Her own link leads back to where she left off, as often as she likes; the one Ines knows does not.
  const table = new URL(mara.url()).pathname.replace(/\/reveal$/, '');
  await mara.goto(`${server.origin}${table}/way-back`);
  await looking(mara)('way-back');
  const own = await mara.getByLabel('Your own link').inputValue();
  assert.notEqual(own, link);
  await mara.context().clearCookies();
  await mara.goto(own);
  await mara.getByRole('heading', { name: 'Welcome back, Mara' }).waitFor();
  await press(mara, 'Go on');
  await mara.waitForURL(/\/reveal$/);
  await stranger.goto(link);
  await stranger.getByRole('heading', { name: 'This link was used already' }).waitFor();
  await looking(stranger)('used');
  await press(stranger, 'It was not me');
  await stranger.getByText('The table sees that somebody else used the link').waitFor();
  await looking(stranger)('contested');

  // The other side sees the same, in its own words.
  await ines.goto(`${server.origin}${table}/reveal`);
  assert.equal(await ines.locator('.sentence').textContent(), 'You guessed 8; Northwind said 3. Worth a talk.');

  // Every screen says how the other side is known.
  await ines.goto(`${server.origin}${table}/parties`);
  await ines.getByText('All that is known of the people here is that they have a link from Meridian').waitFor();
  await looking(ines)('parties-by-link');

  // The seat becomes hers; her link then leads to the sign-in.
  await mara.goto(`${server.origin}${table}/claim`);
  await looking(mara)('claim');
  // No mail goes out here, so nobody can show an address: her account has a name of its own.
  const name = await mara.getByLabel('Your sign-in name').inputValue();
  assert.match(name, /^mara-[a-z2-7]{8}$/);
  await mara.getByLabel('New password').fill('eleven loud ravens at dusk');
  await press(mara, 'Make it mine');
  await mara.getByText('This seat is yours now.').waitFor();
  await mara.context().clearCookies();
  await mara.goto(own);
  await mara.getByText('You have an account here').waitFor();
  await mara.getByRole('link', { name: 'Sign in' }).click();
  await mara.getByLabel('E-mail or sign-in name').fill(name);
  await mara.getByLabel('Password').fill('eleven loud ravens at dusk');
  await press(mara, 'Sign in');
  await mara.waitForURL(new RegExp(`${table}$`));
});

journey('a_guest_answers_without_javascript', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor({ javaScript: false });
  const mara = await world.visitor({ width: 390, javaScript: false });
  await setUp(ines, server);
  await answer(mara, await openAndInvite(ines));
});

journey('the_wrong_person_passes_the_invitation_on', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  const wrong = await world.visitor({ width: 390, tolerate: [/status of 410/] });
  const right = await world.visitor({ width: 390 });
  await setUp(ines, server);
  const link = await openAndInvite(ines);

  await wrong.goto(link);
  await wrong.getByText('Wrong person? Pass it on').click();
  await wrong.getByLabel('Your colleague’s name').fill('Tomas Brandt');
  await press(wrong, 'Pass it on');
  await wrong.getByRole('heading', { name: 'This is the link for Tomas' }).waitFor();
  await world.inspect(wrong, 'first-ten-minutes-passed-on');
  const passed = await wrong.getByLabel('Link for Tomas').inputValue();

  await wrong.goto(link);
  await wrong.getByText('It was passed on to somebody else').waitFor();
  await world.inspect(wrong, 'first-ten-minutes-gone');
  await answer(right, passed);
});

journey('a_form_sent_twice_opens_one_table_and_asks_one_person', async (world) => {
  const server = await world.serve();
  const ines = await world.visitor();
  await setUp(ines, server);
  await ines.getByLabel('Customer organisation').fill('Northwind Logistics');
  await ines.getByLabel('The service’s short name').fill('Mobile network');
  const form = await ines.evaluate(() => new URLSearchParams(new FormData(document.querySelector('form.card'))).toString());
  const send = (path, body) =>
    ines.request.post(server.origin + path, {
      data: body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      maxRedirects: 0,
    });
  const [first, second] = [await send('/open', form), await send('/open', form)];
  assert.equal(first.status(), 303);
  assert.equal(second.headers().location, first.headers().location);

  const table = first.headers().location.replace('/begin/outcomes', '');
  await ines.goto(`${server.origin}${table}/invite`);
  await ines.getByLabel('Their name').fill('Mara Osei');
  const invitation = await ines.evaluate(() => new URLSearchParams(new FormData(document.querySelector('form.card'))).toString());
  const asked = await send(`${table}/invite`, `${invitation}&then=link`);
  assert.equal(asked.status(), 303);
  const again = await send(`${table}/invite`, `${invitation}&then=link`);
  assert.match(again.headers().location ?? '', /\/invite\/[0-9a-f-]+$/);
});
