import type { Document, ExportFormat, Imported } from "./sayso.js";

/**
 * Writes a document, an object or its JSON, in another format. Files count code points, whatever the document counts in.
 * `name` is what the text is called where it has no headline. Throws an `Error` that names the field where the document is
 * none of this text.
 */
export function export_document(document: Document | string, text: string, format: ExportFormat, name?: string | null): string;

/**
 * Brings a document or Web Annotations, an object or its JSON, back onto the text they were made of or onto one that has
 * changed since; offsets count UTF-16 units. Throws an `Error` that names the field where `value` is neither.
 */
export function import_document(value: unknown, text: string): Imported;
