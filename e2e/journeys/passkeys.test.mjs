// Ways to sign in beside the password, with a device that the browser pretends to have.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { journey, PASSWORD, press, setUp } from '../harness.mjs';

async function signOut(page, server) {
  await page.goto(`${server.origin}/account`);
  await press(page, 'Sign out everywhere');
  await page.waitForURL(/\/sign-in$/);
}

async function signIn(page) {
  await page.getByLabel('E-mail').fill('ines@meridian.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Sign in');
}

/** A device that holds passkeys and is unlocked by its owner, as Chromium's own tools make one. */
async function device(page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    held: async () => (await tools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    unlocked: (isUserVerified) => tools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** What an authenticator app shows for this secret (RFC 6238): `later` half minutes from now. */
function codeOf(secret, later = 0) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', key).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return `${number % 1_000_000}`.padStart(6, '0');
}

journey('an_administrator_adds_a_passkey_and_signs_in_with_it', async (world) => {
  const server = await world.serve();
  const page = await world.visitor({ tolerate: [/status of 422/] });
  const phone = await device(page);
  await setUp(page, server);
  await signOut(page, server);

  // By password alone an administrator is led to add a second factor, wherever they wanted to go.
  await page.goto(`${server.origin}/organisation`);
  await world.inspect(page, 'sign-in');
  await signIn(page);
  await page.waitForURL(/\/account\/second-factor\?back=\/organisation$/);
  await page.goto(`${server.origin}/`);
  await page.waitForURL(/\/account\/second-factor\?back=\/$/);
  await page.goto(`${server.origin}/organisation`);
  await world.inspect(page, 'second-factor');

  await page.getByLabel('What is it called?').fill('Ines’s phone');
  await press(page, 'Add a passkey');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  assert.equal(await page.locator('.codes code').count(), 10);
  await world.inspect(page, 'recovery-codes');
  const [held] = await phone.held();
  assert.equal(held.rpId, 'localhost');
  assert.ok(held.isResidentCredential, 'the device keeps it');
  await page.getByRole('link', { name: 'I have kept them, go on' }).click();
  await page.waitForURL(/\/organisation$/);

  await page.goto(`${server.origin}/account`);
  await page.getByText('Ines’s phone').first().waitFor();
  await page.getByText('By passkey').waitFor();
  await world.inspect(page, 'ways-to-sign-in');
  await signOut(page, server);

  await press(page, 'Sign in with a passkey');
  await page.waitForURL(`${server.origin}/`);
  await page.goto(`${server.origin}/organisation`);
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await signOut(page, server);

  // A device that its owner did not unlock opens nothing.
  await phone.unlocked(false);
  await press(page, 'Sign in with a passkey');
  await page.getByText('No passkey was used').waitFor();
  await phone.unlocked(true);

  // After the password the passkey is the second step.
  await signIn(page);
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await press(page, 'Sign in with a passkey');
  await page.waitForURL(`${server.origin}/`);

  await page.goto(`${server.origin}/account`);
  await page.locator('summary', { hasText: 'Change Ines’s phone' }).click();
  await press(page, 'Remove');
  await page.getByText('A passkey was removed from your account.').waitFor();
  await signOut(page, server);
  await press(page, 'Sign in with a passkey');
  await page.getByText('This passkey opens no account here.').waitFor();
});

/** A password manager that stands in for the browser's own passkeys, as extensions do: plain objects that cannot
 * write themselves as JSON, and none of the newer functions of browsers. */
function standIn() {
  const own = { create: navigator.credentials.create, get: navigator.credentials.get };
  const plain = (credential, names) => ({
    id: credential.id,
    rawId: credential.rawId,
    type: 'public-key',
    response: Object.fromEntries(names.map((name) => [name, credential.response[name]])),
    toJSON() {
      throw new TypeError('Illegal invocation');
    },
  });
  const container = Object.getPrototypeOf(navigator.credentials);
  container.create = async (options) =>
    plain(await own.create.call(navigator.credentials, options), ['clientDataJSON', 'attestationObject']);
  container.get = async (options) =>
    plain(await own.get.call(navigator.credentials, options), [
      'clientDataJSON',
      'authenticatorData',
      'signature',
      'userHandle',
    ]);
  for (const name of ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON']) delete PublicKeyCredential[name];
}

journey('a_passkey_of_a_password_manager_that_writes_no_json_is_added_and_signs_in', async (world) => {
  const server = await world.serve();
  const page = await world.visitor({ tolerate: [/status of 422/, /status of 429/, /ERR_FAILED/] });
  await page.addInitScript(standIn);
  const manager = await device(page);
  await setUp(page, server);
  await page.goto(`${server.origin}/account/second-factor`);
  await page.getByLabel('What is it called?').fill('Password manager');

  // What goes wrong is told for what one was doing.
  await manager.unlocked(false);
  await press(page, 'Add a passkey');
  await page.getByText('No passkey was added').waitFor();
  await manager.unlocked(true);
  await page.route('**/challenge', (route) => route.abort());
  await press(page, 'Add a passkey');
  await page.getByText('This server gave no answer').waitFor();
  await page.unroute('**/challenge');

  await press(page, 'Add a passkey');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  await page.goto(`${server.origin}/account`);
  await page.locator('summary', { hasText: 'Add another passkey' }).click();
  await page.getByLabel('What is it called?').last().fill('The same again');
  await press(page, 'Add a passkey');
  await page.getByText('holds a passkey for your account already').waitFor();
  await signOut(page, server);
  await press(page, 'Sign in with a passkey');
  await page.waitForURL(`${server.origin}/`);
});

journey('an_authenticator_app_is_asked_for_after_the_password', async (world) => {
  const server = await world.serve();
  const page = await world.visitor({ javaScript: false, tolerate: [/status of 422/] });
  await setUp(page, server);
  await page.goto(`${server.origin}/account`);
  assert.ok(!(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()), 'that needs JavaScript');
  await press(page, 'Set up an app');
  const secret = await page.getByLabel('Or type this into the app').inputValue();
  await page.getByLabel('Code that the app shows').fill('000000');
  await press(page, 'Check the code');
  await page.getByText('This code is not right, or was used already.').waitFor();
  assert.equal(await page.getByLabel('Or type this into the app').inputValue(), secret, 'the same offer again');
  const first = codeOf(secret);
  await page.getByLabel('Code that the app shows').fill(first);
  await press(page, 'Check the code');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  const recovery = await page.locator('.codes code').allTextContents();
  await page.getByRole('link', { name: 'I have kept them, go on' }).click();
  await page.waitForURL(/\/account$/);
  await page.getByText('10 are left of 10.').waitFor();
  await signOut(page, server);

  const bring = async (code) => {
    await page.getByLabel('Code', { exact: true }).fill(code);
    await press(page, 'Sign in');
  };
  await signIn(page);
  await bring(first);
  await page.getByText('This code is not right, or was used already.').waitFor();
  await bring(codeOf(secret, 1));
  await page.waitForURL(`${server.origin}/`);
  await signOut(page, server);

  await signIn(page);
  await bring(recovery[0].toLowerCase());
  await page.getByText('A recovery code was used').waitFor();
  await page.goto(`${server.origin}/account`);
  await page.getByText('9 are left of 10.').waitFor();
  await signOut(page, server);
  await signIn(page);
  await bring(recovery[0]);
  await page.getByText('This code is not right, or was used already.').waitFor();
  await bring(recovery[1]);
  await page.waitForURL(new RegExp(`^${server.origin}/\\?said=`));

  const looking = await world.visitor();
  await looking.goto(`${server.origin}/sign-in`);
  await signIn(looking);
  await looking.getByRole('heading', { name: 'One more step' }).waitFor();
  await world.inspect(looking, 'second-step');
  await looking.getByLabel('Code', { exact: true }).fill(recovery[2]);
  await press(looking, 'Sign in');
  await looking.waitForURL(new RegExp(`^${server.origin}/\\?said=`));
  await looking.goto(`${server.origin}/account`);
  await press(looking, 'Set up another app');
  await looking.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor();
  await world.inspect(looking, 'authenticator');
});
