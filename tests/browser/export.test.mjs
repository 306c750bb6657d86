// What is taken along, held against its standards by tools that are not ours; and what comes back.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { HtmlValidate } from 'html-validate';
import ts from 'typescript';
import { browser } from './chromium.mjs';
import * as engine from './engine.mjs';
import { articles, text as article } from './native.mjs';
import { all, reviewed, whole } from './reviewed.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

test('JSON and Web Annotations come back without loss, also as objects', () => {
  for (const { text, document } of all) {
    for (const format of ['json', 'webanno']) {
      const file = engine.export_document(document, text, format);
      for (const given of [file, JSON.parse(file)]) {
        const { document: back, unplaced } = engine.import_document(given, text);
        assert.deepEqual(unplaced, []);
        assert.deepEqual(JSON.parse(JSON.stringify(back)), JSON.parse(whole(JSON.stringify(document)).replaceAll('\\ud800', '\ufffd')));
      }
    }
  }
});

test('JSON counts code points', () => {
  for (const { text, document } of all) {
    const points = [...whole(text)];
    const file = JSON.parse(engine.export_document(document, text, 'json'));
    assert.equal(file.source.length, points.length);
    for (const { start, end, exact } of file.claims.flatMap((claim) => claim.spans)) assert.equal(points.slice(start, end).join(''), exact);
  }
});

test('work comes back onto a text that has changed, and what has no place is listed', () => {
  const text = article(articles[0]);
  const document = reviewed(text);
  const changed = `Updated 🚢\n\n${text.replace(document.claims[2].spans[0].exact, 'Nothing here')}`;
  for (const format of ['json', 'webanno']) {
    const { document: back, unplaced } = engine.import_document(engine.export_document(document, text, format), changed);
    for (const { start, end, exact } of back.claims.flatMap((claim) => claim.spans)) assert.equal(changed.slice(start, end), exact);
    const lost = unplaced.filter(({ list }) => list === 'claims').map(({ id }) => id);
    assert.ok(lost.includes(document.claims[2].id));
    assert.deepEqual([...back.claims.map(({ id }) => id), ...lost].sort(), document.claims.map(({ id }) => id).sort());
    assert.deepEqual(back.claims[1].review, document.claims[1].review);
  }
});

test('what is wrong is an error that names the field', () => {
  const { text, document } = all[0];
  const bad = structuredClone(document);
  bad.claims[1].spans[0].end = -3;
  const loop = {};
  loop.loop = loop;
  for (const [run, message] of [
    [() => engine.export_document(document, text, 'pdf'), /^format: must be "json", "webanno", "csv", "md", "html" or "schema"$/],
    [() => engine.export_document(document, `${text.slice(0, 9)}x`, 'csv'), /^[a-z_]+\[\d+\]\S*: (does not stand|is not what stands there) in this text$/],
    [() => engine.export_document(bad, text, 'html'), /^claims\[1\]\.spans\[0\]\.end: must be a whole number, not less than 0$/],
    [() => engine.export_document(loop, text, 'html'), /^document: must be an object that JSON can hold$/],
    [() => engine.export_document(undefined, text, 'html'), /^document: must be an object that JSON can hold$/],
    [() => engine.import_document('{"claims": [', text), /^not JSON: line 1, column 13: expected a value$/],
    [() => engine.import_document({ ...document, claims: 5 }, text), /^claims: must be a list$/],
    [() => engine.import_document({ ...document, sources: [] }, text), /^\w+\[0\]\.source_id: is the id of no source$/],
  ]) {
    assert.throws(run, (error) => (assert.match(error.message, message), true));
  }
});

test('CSV is read by another reader, and no cell is a formula', () => {
  for (const { text, document } of all) {
    const file = engine.export_document(document, text, 'csv', '=name');
    const rows = parse(file, { columns: true, record_delimiter: '\r\n' });
    assert.deepEqual(rows.map((row) => row.claim_id), document.claims.map(({ id }) => id));
    const points = [...whole(text)];
    for (const [i, row] of rows.entries()) {
      const claim = document.claims[i];
      assert.equal(row.text_id, "'=name");
      assert.equal(row.claim.replace(/^'/, ''), whole(claim.text).replace(/^'/, ''));
      const there = points.slice(+row.start, +row.end).join('');
      assert.ok(there.startsWith(whole(claim.spans[0].exact)) && there.endsWith(whole(claim.spans.at(-1).exact)));
      assert.equal(row.decision, claim.review?.decision ?? '');
      for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[ ]*[=+\-@\t\r]/);
    }
  }
});

test('schema.org claims are of the vocabulary, and nothing is reviewed or rated', () => {
  const folder = mkdtempSync(here('fixtures/schema-'));
  try {
    const files = all.map(({ text, document }, i) => {
      const file = engine.export_document(document, text, 'schema', 'Untitled');
      assert.doesNotMatch(file, /Review"|[rR]ating"/);
      assert.equal(JSON.parse(file)['@graph'].filter((node) => node['@type'] === 'Claim').length, document.claims.filter((c) => c.claim_type !== 'not_a_claim' && c.review?.decision !== 'rejected').length);
      const path = join(folder, `${i}.ts`);
      // As literals of the types: a term that the vocabulary does not know is an error.
      const graph = JSON.parse(file)['@graph'];
      const typed = graph.map((node, n) => `export const n${n}: WithContext<${node['@type']}> = ${JSON.stringify({ '@context': 'https://schema.org', ...node }, null, 1)};`);
      writeFileSync(path, `import type { Article, Claim, WithContext } from 'schema-dts';\n${typed.join('\n')}\n`);
      return path;
    });
    const wrong = join(folder, 'wrong.ts');
    writeFileSync(wrong, "import type { Claim } from 'schema-dts';\nexport const c: Claim = { '@type': 'Claim', text: 'x', verdict: 'no' };\n");
    const options = { noEmit: true, strict: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] };
    const program = ts.createProgram([...files, wrong], options);
    const found = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({ file: file?.fileName ?? '', message: ts.flattenDiagnosticMessageText(messageText, '\n') }));
    assert.deepEqual(found.filter(({ file }) => file !== wrong), []);
    assert.match(found.find(({ file }) => file === wrong)?.message ?? '', /verdict/, 'the check can fail');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the annotated page is valid HTML', async () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });
  const faults = async (html) => (await validator.validateString(html)).results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`));
  for (const { text, document } of all) assert.deepEqual(await faults(engine.export_document(document, text, 'html', 'Untitled')), []);
  assert.notDeepEqual(await faults(engine.export_document(all[0].document, all[0].text, 'html').replace('<main>', '<main><p><div></p><a href=x><a href=y>z</a></a>')), [], 'the check can fail');
});

test('the annotated page opens from disk with no request and no script, in both lights and on small screens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-'));
  try {
    for (const [text, document] of [all[0], all.at(-2)].map((one) => [one.text, one.document])) {
      const path = join(folder, 'page.html');
      writeFileSync(path, engine.export_document(document, text, 'html'));
      const papers = [];
      for (const colorScheme of ['light', 'dark']) {
        const page = await browser.newPage({ colorScheme, viewport: { width: 320, height: 800 } });
        const requests = [];
        const logs = [];
        page.on('request', (request) => requests.push(request.url()));
        page.on('console', (message) => logs.push(message.text()));
        await page.goto(pathToFileURL(path).href);
        assert.deepEqual(requests, [pathToFileURL(path).href]);
        assert.deepEqual(logs, []);
        assert.equal(await page.locator('script, img, link, iframe, object, [onclick], [onerror]').count(), 0);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the screen');
        papers.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
        // The policy holds: its one style sheet is in force, and a script that is put in does not run.
        await page.evaluate(() => {
          const script = document.createElement('script');
          script.textContent = 'document.title = "ran"';
          document.body.append(script);
        });
        assert.notEqual(await page.title(), 'ran');
        // From a mark to its claim and back.
        const number = page.locator('main a.n').first();
        await number.click();
        const target = await number.getAttribute('href');
        const back = page.locator(`li${target} a`).first();
        assert.equal(new URL(page.url()).hash, target);
        await back.click();
        assert.equal(new URL(page.url()).hash, `#${await number.getAttribute('id')}`);
        await page.close();
      }
      assert.notEqual(papers[0], papers[1]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
