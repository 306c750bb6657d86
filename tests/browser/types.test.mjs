// The page's own modules hold the types that their comments give them.

import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const www = fileURLToPath(new URL('../../www/', import.meta.url));

/** What is wrong in the modules that some lead to; what others wrote or what is generated is not ours to mend. */
function faults(files) {
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .filter(({ file }) => file && !/^(pkg|vendor)\//.test(relative(www, file.fileName)))
    .map(({ file, start, messageText }) => `${relative(www, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

test('the page, the element and the worker', () => {
  assert.deepEqual(faults(['page/main.js', 'say-so.js', 'worker.js', 'direct.js'].map((file) => www + file)), []);
});

test('the check can fail', () => {
  const wrong = fileURLToPath(new URL('fixtures/wrong-types.js', import.meta.url));
  assert.equal(faults([wrong]).length, 1);
});
