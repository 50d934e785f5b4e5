// The demo is told anew while it is served: whatever was said in it is gone, and nobody has to start anything.
import assert from 'node:assert/strict';
import { journey } from '../harness.mjs';

journey('the_demo_begins_again_by_two_clicks', async (world) => {
  const server = await world.demo();
  const ines = await world.visitor();
  await ines.goto(server.link);
  await ines.locator('button[name=person]', { hasText: 'Ines' }).first().click();
  await ines.goto(`${server.link}/dialogue`);
  await ines.locator('#say-words').fill('Nobody will remember this.');
  await ines.locator('#say button.primary').click();
  await ines.locator('.flash').waitFor();

  await ines.goto(`${server.origin}/`);
  await ines.locator('.demo-again > summary').click();
  // The whole year is told again meanwhile.
  await ines.locator('.demo-again button').click({ timeout: 60_000 });
  await ines.waitForURL(/\/sign-in\?said=demo-again$/);
  await ines.getByText('The demo has begun again. Choose who you are.').waitFor();
  await ines.locator('main button[name=person]', { hasText: 'Ines' }).click();
  await ines.locator('.tables a[href^="/r/"]').first().click();
  await ines.locator('.side-nav').getByRole('link', { name: 'Dialogue' }).click();
  assert.equal(await ines.getByText('Nobody will remember this.').count(), 0);
  // The table of before is not there any more.
  const before = await ines.request.get(server.link);
  assert.equal(before.status(), 404);
});
