// Writes ../static/documents.json: the documents that the page and the embedded parts ask for by their hash.
import { readFileSync, writeFileSync } from 'node:fs';

const texts = ['page', 'embed'].flatMap((part) =>
  Object.values(JSON.parse(readFileSync(`src/${part}/generated/persisted-documents.json`, 'utf8'))),
);
writeFileSync('../static/documents.json', JSON.stringify(texts));
