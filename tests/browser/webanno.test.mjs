// Web Annotations, held against the W3C's vocabularies as others publish them, and found again by Apache Annotator.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import jsonld from 'jsonld';
import { build } from 'vite';
import { browser } from './chromium.mjs';
import * as engine from './engine.mjs';
import { all, whole } from './reviewed.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

const OA = 'http://www.w3.org/ns/oa#';
const AS = 'http://www.w3.org/ns/activitystreams#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** The terms of the Recommendation's context that we use. In safe mode whatever is not among them is an error. */
const CONTEXT = JSON.parse(readFileSync(here('fixtures/anno-context.json'), 'utf8'));

const documentLoader = async (documentUrl) => {
  assert.equal(documentUrl, 'http://www.w3.org/ns/anno.jsonld');
  return { documentUrl, document: CONTEXT, contextUrl: null };
};

/**
 * A vocabulary as an npm package has it: what each of its terms is, and what a property's values are.
 *
 * @param {string} name
 */
function vocabulary(name) {
  const file = readFileSync(require.resolve(`@vocabulary/${name}`).replace(/index\.js$/, `${name}.nq`), 'utf8');
  /** @type {Map<string, { types: Set<string>, ranges: Set<string> }>} */
  const terms = new Map();
  for (const [, subject, predicate, object] of file.matchAll(/^<(\S+)> <(\S+)> (?:<(\S+)>|_:\S+|".*) /gm)) {
    // The context has Activity Streams under its older address.
    const id = subject.replace(/^https:\/\/www\.w3\.org\/ns\/activitystreams#/, AS);
    const term = terms.get(id) ?? { types: new Set(), ranges: new Set() };
    if (predicate === `${RDF}type`) term.types.add(object);
    if (predicate === `${RDFS}range`) term.ranges.add(object ?? 'several');
    terms.set(id, term);
  }
  return terms;
}

const VOCABULARY = new Map([...vocabulary('oa'), ...vocabulary('as')]);
const isOurs = (id) => id.startsWith(OA) || id.startsWith(AS);
const isProperty = (id) => [...(VOCABULARY.get(id)?.types ?? [])].some((type) => /Property$/.test(type));
const isClass = (id) => [...(VOCABULARY.get(id)?.types ?? [])].some((type) => /#Class$/.test(type));

test('the context names terms as the vocabularies have them', () => {
  const { '@context': context } = CONTEXT;
  const iri = (short) => short.replace(/^(\w+):/, (_, prefix) => context[prefix]);
  let seen = 0;
  for (const [name, term] of Object.entries(context)) {
    const id = iri(typeof term === 'string' ? term : term['@id']);
    if (!isOurs(id) || id === OA || id === AS) continue;
    seen += 1;
    assert.ok(VOCABULARY.has(id), `${name}: ${id} is in no vocabulary`);
    if (typeof term === 'string') {
      if (isProperty(id)) assert.ok(![...VOCABULARY.get(id).ranges].some((range) => !range.startsWith(XSD)), `${name} is a plain value`);
      continue;
    }
    assert.ok(isProperty(id), `${name} is a property`);
    const { ranges } = VOCABULARY.get(id);
    const type = iri(term['@type']);
    if (type.startsWith(XSD)) assert.deepEqual([...ranges], [type], name);
    else assert.ok(![...ranges].some((range) => range.startsWith(XSD)), `${name} is a resource`);
  }
  assert.ok(seen > 25, `${seen} terms`);
});

test('Web Annotations are JSON-LD whose every term is in the vocabulary', async () => {
  for (const { text, document } of all) {
    const file = JSON.parse(engine.export_document(document, text, 'webanno'));
    const [collection] = await jsonld.expand(file, { documentLoader, safe: true });
    assert.deepEqual(collection['@type'], ['http://www.w3.org/ns/activitystreams#OrderedCollection']);
    const items = collection['http://www.w3.org/ns/activitystreams#first'][0]['http://www.w3.org/ns/activitystreams#items'][0]['@list'];
    assert.equal(items.length, document.claims.length + 1);
    assert.equal(new Set(items.map((item) => item['@id'])).size, items.length, 'every annotation has an IRI of its own');
    const points = [...whole(text)];
    for (const item of items) {
      assert.deepEqual(item['@type'], [`${OA}Annotation`]);
      assert.ok(item[`${OA}hasTarget`].length > 0 && item[`${OA}motivatedBy`].every(({ '@id': id }) => id.startsWith(OA)));
      for (const body of item[`${OA}hasBody`]) assert.match(body[`${OA}hasPurpose`][0]['@id'], /oa#(tagging|describing|commenting|assessing)$/);
      for (const target of item[`${OA}hasTarget`]) {
        if (!target[`${OA}hasSelector`]) continue;
        const [quote, position] = target[`${OA}hasSelector`];
        const value = (selector, name) => selector[OA + name][0]['@value'];
        const [start, end] = [value(position, 'start'), value(position, 'end')];
        assert.equal(points.slice(start, end).join(''), value(quote, 'exact'));
        assert.equal(points.slice(Math.max(0, start - 32), start).join(''), value(quote, 'prefix'));
        assert.equal(points.slice(end, end + 32).join(''), value(quote, 'suffix'));
      }
    }
    const quads = await jsonld.toRDF(file, { documentLoader, safe: true });
    assert.ok(quads.length > items.length * 5);
    for (const { predicate, object } of quads) {
      if (isOurs(predicate.value)) assert.ok(isProperty(predicate.value), `${predicate.value} is no property`);
      if (predicate.value === `${RDF}type` && isOurs(object.value)) assert.ok(isClass(object.value), `${object.value} is no class`);
      if (predicate.value === `${OA}motivatedBy` || predicate.value === `${OA}hasPurpose`) {
        assert.ok(VOCABULARY.get(object.value)?.types.has(`${OA}Motivation`), `${object.value} is no motivation`);
      }
      const ranges = [...(VOCABULARY.get(predicate.value)?.ranges ?? [])].filter((range) => range.startsWith(XSD));
      if (ranges.length) assert.deepEqual([object.termType, object.datatype?.value], ['Literal', ranges[0]], predicate.value);
    }
  }
});

test('Apache Annotator finds the words of every selector in a page that shows the text', async (t) => {
  const [{ output }] = [await build({
    root: here('.'),
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: here('fixtures/annotator.js'), formats: ['iife'], name: 'annotator' } },
  })].flat();
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.addScriptTag({ content: output[0].code });
  let found = 0;
  for (const { text, document } of all) {
    const points = whole(text);
    const { first } = JSON.parse(engine.export_document(document, text, 'webanno'));
    const selectors = first.items.flatMap(({ target }) => [target].flat().flatMap(({ selector }) => selector ?? []));
    const results = await page.evaluate(
      async ([words, those]) => {
        document.body.replaceChildren(words);
        const texts = [];
        for (const selector of those) {
          const match = selector.type === 'TextQuoteSelector' ? globalThis.annotator.createTextQuoteSelectorMatcher(selector) : globalThis.annotator.createTextPositionSelectorMatcher(selector);
          const ranges = [];
          for await (const range of match(document.body)) ranges.push(range.toString());
          texts.push(ranges);
        }
        return texts;
      },
      /** @type {const} */ ([points, selectors]),
    );
    for (const [i, selector] of selectors.entries()) {
      if (selector.type === 'TextQuoteSelector') {
        assert.ok(results[i].length >= 1, `not found: ${selector.exact}`);
        assert.ok(results[i].every((words) => words === selector.exact));
      } else {
        const there = [...points].slice(selector.start, selector.end).join('');
        assert.deepEqual(results[i], [there]);
      }
      found += 1;
    }
  }
  assert.ok(found > 200, `${found} selectors`);
});
