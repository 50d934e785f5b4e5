// Pictures of running pages: three widths, light and dark.
//
//   node e2e/look.mjs URL OUTDIR [PATH…] [--cookie NAME=VALUE]…
//
// Without a PATH the URL itself is taken; a PATH is resolved against it. Prints one line per
// page with what a journey would refuse: axe's findings and sideways scrolling.
import { parseArgs } from 'node:util';
import {
  accessibilityFaults,
  atEverySize,
  launchChromium,
  sidewaysOverflow,
  takePicture,
} from './browser.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { cookie: { type: 'string', multiple: true, default: [] } },
});
const [base, directory, ...paths] = positionals;
if (!directory) {
  console.error('usage: node e2e/look.mjs URL OUTDIR [PATH…] [--cookie NAME=VALUE]…');
  process.exit(2);
}

const browser = await launchChromium();
try {
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.addCookies(
    values.cookie.map((cookie) => {
      const [name, ...value] = cookie.split('=');
      // Chromium counts localhost as secure and demands the flag of a `__Host-` cookie.
      return { name, value: value.join('='), url: base, secure: name.startsWith('__') };
    }),
  );
  const page = await context.newPage();
  for (const address of paths.length ? paths : ['']) {
    const url = new URL(address, base);
    const answer = await page.goto(url.href);
    const name = url.pathname.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-|-$/g, '') || 'home';
    const remarks = new Set();
    await atEverySize(page, async (size) => {
      await takePicture(page, directory, name, size);
      const overflow = await sidewaysOverflow(page);
      if (overflow > 0) remarks.add(`${overflow} px too wide at ${size.width}`);
      for (const fault of await accessibilityFaults(page)) remarks.add(`${fault} [${size.colorScheme}]`);
    });
    console.log(`${answer?.status() ?? '-'} ${url.href} → ${directory}/${name}-*.png`);
    for (const remark of remarks) console.log(`    ${remark}`);
  }
} finally {
  await browser.close();
}
