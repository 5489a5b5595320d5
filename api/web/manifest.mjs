// Writes ../static/documents.json: the documents that the page and the embedded parts ask for by their hash. And puts the
// fonts beside it, with which the server letters its pictures (api/lettering.py).
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const texts = ['page', 'embed'].flatMap((part) =>
  Object.values(JSON.parse(readFileSync(`src/${part}/generated/persisted-documents.json`, 'utf8'))),
);
writeFileSync('../static/documents.json', JSON.stringify(texts));

mkdirSync('../static/fonts', { recursive: true });
for (const font of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'])
  copyFileSync(`node_modules/dejavu-fonts-ttf/ttf/${font}`, `../static/fonts/${font}`);
copyFileSync('node_modules/dejavu-fonts-ttf/LICENSE', '../static/fonts/LICENSE');
