/*
 * Lighthouse over some pages: node lighthouse.js FOLDER CATEGORY,… ADDRESS…. Each category of each page must reach 95 of 100. The machine's other work
 * makes pages slow: performance is asked for by tests/bench alone.
 */
'use strict';
const { FLAGS, chromiumPath, serve, test } = require('./common.js');

const least = 95;

async function main(folder, categories, addresses) {
  const lighthouse = (await import('lighthouse')).default;
  const { launch } = await import('chrome-launcher');
  const site = await serve(folder);
  const chrome = await launch({ chromePath: chromiumPath(), chromeFlags: ['--headless=new', ...FLAGS], logLevel: 'silent' });
  for (const address of addresses)
    await test(`lighthouse: ${address}`, async () => {
      const result = await lighthouse(site.url + address, { port: chrome.port, onlyCategories: categories, logLevel: 'error', output: 'json' });
      const faults = [];
      for (const category of Object.values(result.lhr.categories)) {
        const short = category.auditRefs.filter((ref) => ref.weight && result.lhr.audits[ref.id].score !== null && result.lhr.audits[ref.id].score < 1).map((ref) => ref.id);
        process.stderr.write(`${address}: ${category.id} ${Math.round(category.score * 100)}\n`);
        if (!(category.score * 100 >= least))
          faults.push(`${category.id} ${Math.round(category.score * 100)}: ${short.join(', ')}`);
      }
      if (Object.keys(result.lhr.categories).length !== categories.length || result.lhr.runtimeError)
        faults.push(`not all was looked at: ${JSON.stringify(result.lhr.runtimeError)}`);
      return faults;
    });
  await chrome.kill();
  await site.close();
}

main(process.argv[2], process.argv[3].split(','), process.argv.slice(4));
