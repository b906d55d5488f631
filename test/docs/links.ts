// Links lead somewhere, and pages name no place of one machine.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readPage, type Fault, type Page } from './page.js';

const OUTSIDE = /^[a-z][a-z+.-]*:/i;
const MACHINE_PATH = /(?:^|[\s"'`(=])((?:\/(?:home|Users|root|work|tmp|opt|var|mnt|private|usr)\/|[A-Z]:\\)[^\s"'`)]*)/;

export function wrongLinks(page: Page, pages: ReadonlyMap<string, Page>, root: string): Fault[] {
  return page.links.flatMap(({ line, url }) => {
    if (OUTSIDE.test(url)) return [];
    const [path = '', anchor] = decodeURI(url).split('#');
    const target = path === '' ? page.path : posix.join(posix.dirname(page.path), path);
    if (!existsSync(join(root, target))) return [{ page: page.path, line, text: `The link ${url} leads to no file.` }];
    if (anchor === undefined || (pages.get(target) ?? readPage(root, target)).anchors.has(anchor)) return [];
    return [{ page: page.path, line, text: `The link ${url} names no heading of ${target}.` }];
  });
}

export function machinePaths(page: Page): Fault[] {
  return page.text.split('\n').flatMap((text, index) => {
    const path = MACHINE_PATH.exec(text)?.[1];
    return path === undefined ? [] : [{ page: page.path, line: index + 1, text: `${path} is a path of one machine.` }];
  });
}
