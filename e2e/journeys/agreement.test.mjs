// What three parties agree on, and sign with devices that the browser pretends to have.
import assert from 'node:assert/strict';
import { journey, press } from '../harness.mjs';

/** One of the demo's people, with a passkey of their own. */
async function seated(world, server, name, options = {}) {
  const page = await world.visitor(options);
  await page.goto(`${server.origin}/sign-in`);
  await page.locator('button[name=person]', { hasText: name }).first().click();
  await page.waitForLoadState();
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${server.origin}/account`);
  await page.getByLabel('What is it called?').fill(`${name}’s phone`);
  await press(page, 'Add a passkey');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  return page;
}

/** What somebody is told, once the page says it. */
const told = (page, text) => page.locator('.content, .page-head, [role=status]').getByText(text).first().waitFor();

journey('three_sign_with_passkeys_and_a_change_withdraws_what_was_signed', async (world) => {
  const server = await world.demo();
  const table = new URL(server.link).pathname;
  const [ines, mara, tom] = [
    await seated(world, server, 'Ines'),
    await seated(world, server, 'Mara', { width: 390 }),
    await seated(world, server, 'Tom'),
  ];
  const at = (page, place) => page.goto(`${server.origin}${table}/agreement${place}`);
  const sign = async (page, version) => {
    await at(page, `/versions/${version}/sign`);
    await page.getByRole('button', { name: 'Sign with your passkey' }).click();
    await page.waitForURL(/said=agreement-(signed|in-force)/);
  };

  // The demo's third version has two signatures. A change says whose it withdraws, beforehand.
  await at(mara, '/draft');
  await mara.getByText('Changing it withdraws the signatures of').waitFor();
  await mara.getByLabel('Which fall of value would?').fill('Lea says less than 6 for the first outcome.');
  await world.inspect(mara, 'agreement-draft');
  await press(mara, 'Save the draft');
  await told(mara, 'The draft is saved.');
  await at(tom, '/versions/3');
  await tom.getByText('Signatures that no longer hold').waitFor();
  assert.equal(await tom.locator('.signs .signed').count(), 0);

  await at(ines, '');
  await press(ines, 'Open for signature');
  await told(ines, 'The text is fixed and open for signature.');
  await world.inspect(ines, 'agreement-open');
  await sign(ines, 3);
  await at(mara, '/versions/3/sign');
  await world.inspect(mara, 'agreement-sign');
  await sign(mara, 3);
  await sign(tom, 3);
  await told(tom, 'the agreement is in force');
  assert.equal(await tom.locator('.signs .signed').count(), 3);
  assert.equal(await tom.locator('.signs').getByText('with a passkey').count(), 3);
  await world.inspect(tom, 'agreement-in-force');

  // What is in force is opened again before another version is made; it holds until that one is signed.
  await tom.locator('summary', { hasText: 'Open it again' }).click();
  await tom.getByLabel('Something outside has changed').check();
  await tom.getByLabel('Why').last().fill('The harbour radar moves.');
  await tom.locator('form[action$="/reopening"] button').click();
  await told(tom, 'It is open again.');
  await at(ines, '/draft');
  await ines.getByLabel('What outside would have us look at once?').fill('3G is switched off elsewhere, or the harbour radar moves.');
  await press(ines, 'Save the draft');
  await press(ines, 'Open for signature');
  await sign(ines, 4);
  await at(mara, '/versions/3');
  await mara.getByText('in force, and opened again').first().waitFor();

  await at(mara, '/versions/4/comparison');
  await mara.locator('ins', { hasText: 'harbour radar' }).waitFor();
  await world.inspect(mara, 'agreement-compared');
});
