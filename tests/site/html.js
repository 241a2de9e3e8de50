/* Validates every page below the folders named: node html.js FOLDER… Prints one line of JSON a folder: how many pages, and what is wrong. */
'use strict';
const fs = require('fs');
const path = require('path');
const { HtmlValidate, StaticConfigLoader } = require('html-validate');

const most = 40; // faults said of a folder

function* pages(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const where = path.join(folder, entry.name);
    if (entry.isDirectory())
      yield* pages(where);
    else if (entry.name.endsWith('.html'))
      yield where;
  }
}

const validator = new HtmlValidate(new StaticConfigLoader(require('./html.config.js')));
for (const folder of process.argv.slice(2)) {
  const faults = [];
  let count = 0;
  for (const page of pages(folder)) {
    count++;
    for (const result of validator.validateFileSync(page).results)
      for (const m of result.messages)
        if (faults.length < most)
          faults.push(`${path.relative(folder, page)}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  }
  process.stdout.write(JSON.stringify({ folder, count, faults }) + '\n');
}
