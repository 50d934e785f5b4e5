// Mail: who answered one's word, and once a week what needs one; and how it stops.
import assert from 'node:assert/strict';
import { journey, press, setUp } from '../harness.mjs';
import { linkIn } from '../mail.mjs';
import { answer, openAndInvite } from '../opening.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** That long from now, as the command line takes it. */
const later = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();

/** The Monday after next at noon UTC: working hours of that week have begun in all of Europe. */
function mondayAfterNext(weeks = 0) {
  const day = new Date(Date.now() + 7 * DAY);
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7) + 7 * weeks);
  day.setUTCHours(12, 0, 0, 0);
  return day.toISOString();
}

journey('whoever_is_answered_hears_by_mail_and_stops_it_with_one_click', async (world) => {
  const mail = await world.mailServer();
  const server = await world.serve(...mail.settings);
  // The server is stopped while its mail is sent: an open page that follows it is turned away.
  const tolerate = [/ERR_CONNECTION_REFUSED/, /ERR_INCOMPLETE_CHUNKED_ENCODING/, /status of 429/];
  const ines = await world.visitor({ tolerate });
  const mara = await world.visitor({ width: 390, tolerate });
  const stranger = await world.visitor({ width: 390 });
  await setUp(ines, server);
  const link = await openAndInvite(ines);
  await answer(mara, link);

  // Mara leaves an address; what was typed wrongly is kept.
  await world.inspect(mara, 'messages-tell-me');
  await mara.getByLabel('Your e-mail address').fill('mara@northwind.example');
  await press(mara, 'Tell me by mail');
  await mara.getByText('We write to mara@northwind.example').waitFor();
  await world.inspect(mara, 'messages-told');
  await mara.getByRole('link', { name: 'Change this or stop it' }).click();
  await mara.getByRole('heading', { name: 'Messages' }).waitFor();
  await world.inspect(mara, 'messages-guest');

  // Ines guessed, Mara has spoken: that is told, once.
  assert.match(await server.meanwhile('mail', ...mail.settings), /0 waiting, 0 sent/);
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(15 * MINUTE));
  const [told] = mail.arrived();
  assert.deepEqual(told.to, ['ines@meridian.example']);
  assert.equal(told.subject, 'There is an answer to what you said');
  assert.doesNotMatch(told.text + told.html, /next truck|tunnels|bill|Half my day/, 'no word of the table');
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(30 * MINUTE));
  assert.deepEqual(mail.arrived(), []);

  // Ines says back what she understood. Mara hears that, follows the link, presses one button, answers.
  const table = new URL(link).origin + new URL(linkIn(told, `${server.origin}/r/`)).pathname.replace('/reveal', '');
  await ines.goto(`${table}/dialogue`);
  await ines.getByRole('link', { name: 'Say it back' }).first().click();
  await ines.getByLabel('What did you understand Mara').fill('That nobody tells you before the drivers do.');
  await press(ines, 'Say it');
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(2 * HOUR));
  const [saidBack] = mail.arrived();
  assert.deepEqual(saidBack.to, ['mara@northwind.example']);
  assert.match(saidBack.text, /Ines Falk said back what you said: is that it\?/);
  assert.doesNotMatch(saidBack.text + saidBack.html, /nobody tells you|tunnels/, 'no word of the table');
  await mara.context().clearCookies();
  await mara.goto(linkIn(saidBack, `${server.origin}/i/`));
  await mara.getByRole('heading', { name: 'Welcome back, Mara' }).waitFor();
  await world.inspect(mara, 'messages-back');
  await press(mara, 'Go on');
  await mara.waitForURL(/\/dialogue\/[0-9a-f-]+$/);
  await press(mara, 'Yes, that is it');
  await mara.getByText('yes, that is it.').first().waitFor();

  // What needs her comes once a week, and not the week she made her account.
  for (const moment of [mondayAfterNext(), mondayAfterNext(), mondayAfterNext(1)]) {
    await server.meanwhile('mail', ...mail.settings, '--as-of', moment);
  }
  const digests = mail.arrived();
  assert.deepEqual(digests.map(({ subject }) => subject), ['What needs you', 'What needs you']);
  assert.match(digests[0].text, /A guess and what was said lie far apart/);

  // Anybody who has the mail may stop it, and learns nothing by it.
  await stranger.goto(linkIn(digests[0], `${server.origin}/stop/`));
  await stranger.getByRole('heading', { name: 'Less mail from here?' }).waitFor();
  assert.doesNotMatch(await stranger.content(), /Ines|Meridian/);
  await world.inspect(stranger, 'messages-stop');
  await press(stranger, 'Stop all of it');
  await stranger.getByText('Stopped. No more mail').waitFor();
  await world.inspect(stranger, 'messages-stopped');
  await server.meanwhile('mail', ...mail.settings, '--as-of', mondayAfterNext(2));
  assert.deepEqual(mail.arrived(), []);

  // She starts it again on her own page, and pauses it.
  await ines.goto(`${server.origin}/account`);
  await world.inspect(ines, 'messages-account');
  assert.ok(await ines.getByLabel('Nothing').isChecked());
  await ines.getByLabel('That, and once a week what needs me').check();
  await ines.locator('form:has([name=hears])').getByRole('button', { name: 'Save' }).click();
  await press(ines, 'Pause for a week');
  await ines.getByText('Nothing goes out until').waitFor();
  await world.inspect(ines, 'messages-paused');
  await press(ines, 'Go on now');
  await ines.goto(`${server.origin}/server`);
  await world.inspect(ines, 'messages-server');
});
