/*
 * axe-core over one page of each kind: node axe.js FOLDER [two]. At 360 pixels in light colours and at 1280 in dark ones every rule; but for `two`, the
 * rules that look at colour also the other way about.
 */
'use strict';
const fs = require('fs');
const { serve, launch, test, watch, kinds } = require('./common.js');

const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR = ['color-contrast', 'link-in-text-block'];
const VIEWS = [
  { width: 360, colorScheme: 'light', whole: true },
  { width: 360, colorScheme: 'dark', whole: false },
  { width: 1280, colorScheme: 'dark', whole: true },
  { width: 1280, colorScheme: 'light', whole: false },
];

async function violations(page, view) {
  const run = view.whole ? { runOnly: { type: 'tag', values: TAGS } } : { runOnly: { type: 'rule', values: COLOUR } };
  const found = await page.evaluate((options) => window.axe.run(document, Object.assign(options, { resultTypes: ['violations'], elementRef: false })), run);
  return found.violations.map((v) => `${view.width} px, ${view.colorScheme}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.html.slice(0, 120)} (${(n.any[0] || n.all[0] || n.none[0] || {}).message})`).join('; ')}`);
}

/* A page made worse must be found out, in both ways. */
async function planted(context, site) {
  const page = await context.newPage();
  await page.goto(site.url + 'index.html');
  await page.evaluate(source);
  await page.evaluate(() => {
    const worse = document.createElement('p');
    worse.textContent = 'faint';
    worse.style.color = '#c8c0b8';
    document.querySelector('main').append(worse, document.createElement('img'));
  });
  const found = (await violations(page, VIEWS[0])).join('\n');
  await page.close();
  return ['image-alt', 'color-contrast'].filter((id) => !found.includes(id)).map((id) => `${id} is not found`);
}

async function main(folder, few) {
  const site = await serve(folder);
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await test('axe: finds what is planted', () => planted(context, site));
  for (const { kind, address } of kinds(folder)) {
    await test(`axe: ${kind} (${address})`, async () => {
      const faults = [];
      const page = await context.newPage();
      watch(page, site.origin, faults);
      try {
        await page.goto((address === '404.html' ? site.origin : site.url) + address);
        await page.evaluate(source);
        for (const view of few ? VIEWS.filter((v) => v.whole) : VIEWS) {
          await page.setViewportSize({ width: view.width, height: view.width === 360 ? 740 : 900 });
          await page.emulateMedia({ colorScheme: view.colorScheme });
          faults.push(...(await violations(page, view)));
        }
      } finally {
        await page.close();
      }
      return faults;
    });
  }
  await browser.close();
  await site.close();
}

main(process.argv[2], process.argv[3] === 'two');
