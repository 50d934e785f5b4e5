// Coming in: from the one-time code to an account that is looked after.
import assert from 'node:assert/strict';
import { journey, PASSWORD, press, setUp } from '../harness.mjs';

async function signIn(page, password) {
  await page.getByLabel('E-mail').fill('ines@meridian.example');
  await page.getByLabel('Password').fill(password);
  await press(page, 'Sign in');
}

journey('an_account_is_set_up_left_and_entered_again', async (world) => {
  const server = await world.serve();
  const page = await world.visitor({ tolerate: [/status of 422/] });
  await setUp(page, server);

  await page.goto(`${server.origin}/account`);
  await page.locator('summary', { hasText: 'Make a token' }).click();
  await page.getByLabel('What is it for?').fill('monthly report');
  await press(page, 'Make the token');
  const secret = await page.getByLabel('Its secret').inputValue();
  const me = () =>
    page.request.get(`${server.origin}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal((await me()).status(), 200);
  await page.goto(`${server.origin}/account`);
  assert.equal(await page.getByLabel('Its secret').count(), 0);
  await world.inspect(page, 'account');
  await press(page, 'Revoke monthly report');
  await page.getByText('The token is revoked.').waitFor();
  assert.equal((await me()).status(), 401);

  await press(page, 'Sign out everywhere');
  await page.waitForURL(/\/sign-in$/);
  await page.goto(`${server.origin}/account`);
  await page.waitForURL(/\/sign-in\?back=/);
  await signIn(page, 'six quiet herons at noon');
  await page.getByText('What you typed does not match an account here.').waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'ines@meridian.example');
  await signIn(page, PASSWORD);
  await page.waitForURL(/\/account$/);

  await page.getByLabel('Language').selectOption('de');
  await press(page, 'Save');
  await page.getByRole('heading', { name: 'Ihr Konto', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
});

// On an address without TLS that is not this machine's own, browsers say less of where a form comes from.
journey('a_server_is_set_up_by_a_name_of_its_own_without_tls', async (world) => {
  const server = await world.serve('--hosts', 'covalue.local');
  const page = await world.visitor();
  const origin = server.origin.replace('localhost', 'covalue.local');
  await setUp(page, { ...server, origin, link: server.link.replace('localhost', 'covalue.local') });
  await page.goto(`${origin}/account`);
  await press(page, 'Sign out everywhere');
  await page.waitForURL(/\/sign-in$/);
  await signIn(page, PASSWORD);
  await page.waitForURL(/second-factor/);
});

journey('an_administrator_adds_a_colleague_who_chooses_a_password', async (world) => {
  const server = await world.serve();
  const page = await world.visitor();
  await setUp(page, server);

  await page.goto(`${server.origin}/organisation`);
  await page.locator('summary', { hasText: 'Add somebody' }).click();
  const form = page.locator('form[action="/organisation/people"]');
  await form.getByLabel('Name').fill('Jon Reyes');
  await form.getByLabel('E-mail').fill('jon@meridian.example');
  await press(page, 'Add and make a link');
  const link = await page.getByLabel('Link to choose a password').inputValue();
  await world.inspect(page, 'organisation');

  const colleague = await world.visitor({ width: 390 });
  await colleague.goto(link);
  await world.inspect(colleague, 'join');
  await colleague.getByLabel('New password').fill('nine loud geese at dawn');
  await press(colleague, 'Save it and sign in');
  await colleague.waitForURL(`${server.origin}/`);
  const refused = await colleague.request.get(`${server.origin}/organisation`);
  assert.equal(refused.status(), 403);

  await page.goto(`${server.origin}/server`);
  await page.getByText('That shows you no relationship').waitFor();
  await world.inspect(page, 'server');
});
