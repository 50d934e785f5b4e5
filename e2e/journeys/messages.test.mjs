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

/** A server that sends mail; Ines has asked Mara, who has answered as a guest on her phone. */
async function anAnsweredInvitation(world) {
  const mail = await world.mailServer();
  const server = await world.serve(...mail.settings);
  // The server is stopped while its mail is sent: an open page that follows it is turned away.
  const tolerate = [/ERR_CONNECTION_(REFUSED|RESET)/, /ERR_INCOMPLETE_CHUNKED_ENCODING/, /status of 429/];
  const ines = await world.visitor({ tolerate });
  const mara = await world.visitor({ width: 390, tolerate });
  await setUp(ines, server);
  const link = await openAndInvite(ines);
  await answer(mara, link);
  return { mail, server, ines, mara };
}

/** Mara, at the end of her first visit, says where mail reaches her; a way back of her own comes at once. */
async function leaveAddress(mara, mail) {
  await mara.getByLabel('Your e-mail address').fill('mara@northwind.example');
  await press(mara, 'Tell me by mail');
  await mara.getByText('We write to mara@northwind.example').waitFor();
  const [back] = mail.arrived();
  assert.deepEqual([back.to, back.subject], [['mara@northwind.example'], 'Your link to “Mobile network for drivers and dispatchers”']);
  return back;
}

journey('whoever_is_answered_hears_by_mail_and_stops_it_with_one_click', async (world) => {
  const { mail, server, ines, mara } = await anAnsweredInvitation(world);
  const stranger = await world.visitor({ width: 390 });

  await world.inspect(mara, 'messages-tell-me');
  const back = await leaveAddress(mara, mail);
  await world.inspect(mara, 'messages-told');
  await mara.getByRole('link', { name: 'Change this or stop it' }).click();
  await mara.getByRole('heading', { name: 'Mail to you' }).waitFor();
  await world.inspect(mara, 'messages-guest');

  // Whoever comes by that mail reads mail there: the table sees more than the link that Ines made.
  await mara.context().clearCookies();
  await mara.goto(linkIn(back, `${server.origin}/i/`));
  await press(mara, 'Go on');
  await mara.waitForURL(/\/r\//);
  await mara.goto(mara.url().replace(/(\/r\/[0-9a-f-]+).*/, '$1/parties'));
  await mara.getByText('reads mail at northwind.example').waitFor();
  await world.inspect(mara, 'messages-proved');

  // An account confirms its address the same way.
  await ines.goto(`${server.origin}/account`);
  await press(ines, 'Send me a link');
  await ines.getByText('A link is on its way to ines@meridian.example').waitFor();
  await server.meanwhile('mail', ...mail.settings);
  const [confirmation] = mail.arrived();
  await ines.goto(linkIn(confirmation, `${server.origin}/confirm/`));
  await world.inspect(ines, 'messages-confirm');
  await press(ines, 'Yes, this is my address');
  await ines.getByRole('heading', { name: 'Confirmed' }).waitFor();
  await world.inspect(ines, 'messages-confirmed');

  // Ines guessed, Mara has spoken: that is told, once.
  assert.match(await server.meanwhile('mail', ...mail.settings), /0 waiting, 2 sent/);
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(15 * MINUTE));
  const [told] = mail.arrived();
  assert.deepEqual(told.to, ['ines@meridian.example']);
  assert.equal(told.subject, 'There is an answer to what you said');
  assert.doesNotMatch(told.text + told.html, /next truck|tunnels|bill|Half my day/, 'no word of the table');
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(30 * MINUTE));
  assert.deepEqual(mail.arrived(), []);

  // Ines says back what she understood. Mara hears that, follows the link, presses one button, answers.
  const table = linkIn(told, `${server.origin}/r/`).replace('/reveal', '');
  await ines.goto(`${table}/dialogue`);
  await ines.getByRole('link', { name: 'Say it back' }).first().click();
  await ines.getByLabel('What did you understand Mara').fill('That nobody tells you before the drivers do.');
  await press(ines, 'Say it');
  await server.meanwhile('mail', ...mail.settings, '--as-of', later(2 * HOUR));
  const [saidBack] = mail.arrived();
  assert.deepEqual(saidBack.to, ['mara@northwind.example']);
  assert.match(saidBack.text, /Ines Falk said back what you said: is that what you meant\?/);
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
  assert.match(digests[0].text, /A guess is far from what was said/);

  // Anybody who has the mail may stop it, and learns nothing by it.
  await stranger.goto(linkIn(digests[0], `${server.origin}/stop/`));
  await stranger.getByRole('heading', { name: 'Less mail from here?' }).waitFor();
  assert.doesNotMatch(await stranger.content(), /Ines|Meridian/);
  await world.inspect(stranger, 'messages-stop');
  await press(stranger, 'Stop all of it');
  await stranger.getByText('Stopped. You get no more mail').waitFor();
  await world.inspect(stranger, 'messages-stopped');
  await server.meanwhile('mail', ...mail.settings, '--as-of', mondayAfterNext(2));
  assert.deepEqual(mail.arrived(), []);

  // She starts it again on her own page, and pauses it.
  await ines.goto(`${server.origin}/account`);
  await world.inspect(ines, 'messages-account');
  assert.ok(await ines.getByLabel('Nothing from my tables').isChecked());
  await ines.getByLabel('That, and once a week what needs me').check();
  await ines.locator('form:has([name=hears])').getByRole('button', { name: 'Save' }).click();
  await press(ines, 'Pause for a week');
  await ines.getByText('Nothing from your tables goes out until').waitFor();
  await world.inspect(ines, 'messages-paused');
  await press(ines, 'Go on now');
  await ines.goto(`${server.origin}/server`);
  await world.inspect(ines, 'messages-server');
});

journey('a_guest_makes_the_seat_theirs_by_the_link_in_the_mail_on_another_device', async (world) => {
  const { mail, server, mara } = await anAnsweredInvitation(world);
  const laptop = await world.visitor({ tolerate: [/status of 422/] });
  await mara.getByRole('link', { name: 'Keep this seat with a password' }).click();
  await world.inspect(mara, 'claim-mail');
  await mara.getByLabel('E-mail').fill('mara@northwind.example');
  await mara.getByLabel('New password').fill('eleven loud ravens at dusk');
  await press(mara, 'Send me the link');
  await mara.getByText('A link is on its way to mara@northwind.example').waitFor();
  await world.inspect(mara, 'claim-mail-asked');
  await server.meanwhile('mail', ...mail.settings);
  const [confirmation] = mail.arrived();
  assert.equal(confirmation.subject, 'Confirm your address');

  await laptop.goto(linkIn(confirmation, `${server.origin}/confirm/`));
  await world.inspect(laptop, 'claim-confirm');
  await laptop.getByLabel('Your password').fill('not the right one');
  await press(laptop, 'Yes, this is my address');
  await laptop.getByText('That is not the password').waitFor();
  await world.inspect(laptop, 'claim-confirm-wrong');
  await laptop.getByLabel('Your password').fill('eleven loud ravens at dusk');
  await press(laptop, 'Yes, this is my address');
  await laptop.getByText('This seat is yours now.').waitFor();
});

journey('a_guest_answers_what_was_said_back_and_asked_by_the_link_in_the_mail', async (world) => {
  const { mail, server, ines, mara } = await anAnsweredInvitation(world);
  await leaveAddress(mara, mail);

  // Ines says back what she understood, and asks.
  await ines.goto(server.origin);
  await ines.locator('a[href*="/r/"]').first().click();
  await ines.waitForURL(/\/r\//);
  await ines.goto(`${ines.url().match(/.*\/r\/[0-9a-f-]+/)[0]}/dialogue`);
  await ines.getByRole('link', { name: 'Say it back' }).first().click();
  await ines.getByLabel('What did you understand Mara').fill('That the drivers are the first to know.');
  await press(ines, 'Say it');
  await ines.getByText('Now its author says').waitFor();
  const thread = ines.url().replace(/[?#].*/, '');
  const need = ines.getByLabel('Mara Osei, need');
  const ask = need.getByRole('link', { name: 'Ask' });
  if (!(await ask.isVisible())) await need.locator('.said-links summary').first().click();
  await ask.click();
  await ines.getByLabel('What would you like to know?').fill('At which hours is it worst?');
  await press(ines, 'Say it');
  await ines.getByText('At which hours is it worst?').waitFor();

  await server.meanwhile('mail', ...mail.settings, '--as-of', later(2 * HOUR));
  const told = mail.arrived().find(({ to }) => to[0] === 'mara@northwind.example');
  assert.doesNotMatch(told.text + told.html, /first to know|which hours/, 'no word of the table');
  const behind = (sentence) => {
    const at = told.text.indexOf(sentence);
    assert.ok(at >= 0, `${sentence} in:\n${told.text}`);
    return linkIn({ text: told.text.slice(at) }, `${server.origin}/i/`);
  };

  // Ines has the thread open all along: nothing below loads her page again.
  await ines.goto(thread);
  await ines.waitForLoadState('load');
  await ines.evaluate(() => (document.body.dataset.mine = 'yes'));
  const shown = ines.locator('[data-live="thread"]');

  // On her phone, days later: one link, one button, her own words.
  const comeBack = async (sentence) => {
    await mara.context().clearCookies();
    await mara.goto(behind(sentence));
    await press(mara, 'Go on');
    await mara.waitForURL(/\/dialogue\/[0-9a-f-]+$/);
  };
  await comeBack('Ines Falk said back what you said: is that what you meant?');
  assert.equal(mara.url(), thread);
  await mara.getByRole('link', { name: 'Not quite …' }).click();
  await mara.getByLabel('What did you mean?').fill('Not quite: that **we** hear it from them, and not from you.');
  await world.inspect(mara, 'messages-not-quite');
  await press(mara, 'Say it');
  await mara.getByText('It counts as heard once they have taken the correction in.').waitFor();
  await shown.getByText('hear it from them, and not from you').waitFor();
  await shown.getByText('Mara Osei: not quite …').waitFor();

  // The other link of the same mail leads to what she was asked.
  await comeBack('Ines Falk asks you something about what you said');
  const question = mara.locator('.saying', { hasText: 'At which hours is it worst?' }).last();
  assert.equal(await question.getAttribute('id'), `said-${mara.url().split('/').at(-1)}`);
  await question.getByRole('link', { name: 'Reply' }).click();
  await mara.getByLabel('Your reply').fill('Between five and seven, when the yard fills.');
  await world.inspect(mara, 'messages-reply');
  await press(mara, 'Say it');
  const reply = shown.locator('.saying', { hasText: 'Between five and seven, when the yard fills.' });
  await reply.waitFor();
  assert.match(await reply.locator('.by').textContent(), /Northwind.*Mara Osei reply/s);

  assert.equal(await ines.evaluate(() => document.body.dataset.mine), 'yes', 'her page was not loaded again');

  // Ines takes the correction in, and Mara sees that on the page she has open.
  await press(ines, 'Now I understand');
  await mara.locator('[data-live="thread"]').getByText('heard by Meridian').first().waitFor();
  await world.inspect(mara, 'messages-heard');
  assert.equal(await shown.getByText('waits for a reply').count(), 0, 'the question has its reply');
});
