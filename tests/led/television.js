/* The page of a television in a browser: node television.js CHROMIUM MODULES URL SITE OTHER. Prints a line a check: "ok NAME" or "FAILED NAME: …". */
'use strict';
const fs = require('fs');
const [browser, modules, url, site, other] = process.argv.slice(2);
const {chromium} = require(modules + '/playwright-core');
const {until} = require(modules + '/../browser/common.js');

function check(name, well, say) {
  console.log(well ? `ok ${name}` : `FAILED ${name}: ${JSON.stringify(say)}`);
}

/* Every slide in turn: what does not fit, and what is too small for five metres. */
async function slides(page, height) {
  const count = await page.evaluate(() => document.querySelectorAll('section').length);
  const seen = new Set(), wrong = [];
  for (let i = 0; i < count; i++) {
    const now = await page.evaluate((least) => {
      const s = document.querySelector('section.now'), bad = [];
      for (const e of document.querySelectorAll('.now h2, .now li, header p, header h1')) {
        const box = e.getBoundingClientRect();
        if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < 0) bad.push('out: ' + e.textContent);
        if (parseFloat(getComputedStyle(e).fontSize) < innerHeight * least) bad.push('small: ' + e.textContent);
      }
      const shown = [...document.querySelectorAll('section')].filter((x) => x.offsetHeight).length;
      if (shown !== 1 || document.documentElement.scrollHeight > innerHeight + 1) bad.push('more than one');
      return {text: s.textContent, bad};
    }, 0.04);
    seen.add(now.text);
    wrong.push(...now.bad);
    await page.clock.runFor(8600);
  }
  check(`${height}: all slides in turn, each whole and large`, seen.size >= count - 1 && count > 3 && !wrong.length, [seen.size, count, wrong]);
}

(async () => {
  const b = await chromium.launch({executablePath: browser, args: ['--no-sandbox']});
  const errors = [];
  for (const [width, height] of [[1280, 720], [1920, 1080]]) {
    const page = await (await b.newContext({viewport: {width, height}, serviceWorkers: 'block'})).newPage();
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    page.on('pageerror', (e) => errors.push(e.message));
    await page.clock.install({time: new Date('2026-03-07T08:00:00+08:00')});
    await page.goto(url);
    check(`${height}: the day as of which it holds`, /2026年3月[78]日/.test(await page.innerText('.asof')) && await page.isHidden('.old'));
    await slides(page, height);
    if (height === 720) {
      await page.clock.setSystemTime(new Date('2026-03-10T08:00:00+08:00'));
      await page.clock.runFor(61000);
      check('what is old says so', /3/.test(await page.innerText('.old')), await page.innerText('.old'));
      await page.context().setOffline(true);
      await page.clock.runFor(130000);
      check('without network and worker it goes on', await page.locator('section.now').count() === 1);
      await page.context().setOffline(false);
      fs.cpSync(other, site);
      await page.clock.runFor(61000);
      await until(page, () => /3月8日/.test(document.querySelector('.asof').textContent), 'nothing new').catch(() => {});
      check('it takes up what was built anew', /3月8日/.test(await page.innerText('.asof')) && await page.locator('section.now').count() === 1,
        await page.innerText('.asof'));
    }
  }
  check('the policy of the page lets all of it run', !errors.filter((e) => !/ERR_INTERNET_DISCONNECTED/.test(e)).length, errors);
  const context = await b.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await until(page, () => Boolean(navigator.serviceWorker.controller), 'no worker');
  await until(page, async () => (await caches.keys()).length && (await (await caches.open('screen')).keys()).length >= 3, 'nothing kept').catch(() => {});
  await context.setOffline(true);
  await page.reload();
  check('with a worker it begins without network', await page.evaluate(() => document.querySelector('main').className === 'shown' &&
    parseFloat(getComputedStyle(document.querySelector('h1')).fontSize) > 30));
  await b.close();
})().catch((e) => {
  console.log(`FAILED television: ${e.message}`);
  process.exit(1);
});
