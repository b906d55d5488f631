// A scratch folder for each page, with its files; the monorepo's packages can be imported there.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fault, Page, Snippet } from './page.js';

export class Workplace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunewright-docs-')));
  /** Holds the command, as `tunewright` and `npx tunewright`. */
  readonly programs = join(this.folder, 'programs');

  constructor(readonly root: string) {
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }\n');
    mkdirSync(this.programs);
    const cli = join(root, 'pipelines/bundle/cli.js');
    this.program('tunewright', `exec "${process.execPath}" "${cli}" "$@"`);
    this.program(
      'npx',
      '[ "$1" = tunewright ] && shift && exec tunewright "$@"; echo "not for documents: npx $1"; exit 1',
    );
  }

  folderOf(page: string): string {
    return join(this.folder, page.replace(/\W+/g, '-'));
  }

  /** Writes the files that a page names. */
  furnish(page: Page): Fault[] {
    const folder = this.folderOf(page.path);
    mkdirSync(folder);
    return page.snippets.flatMap((snippet) => [...this.write(snippet, folder), ...this.copy(snippet, folder)]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write({ marks, text, page, line }: Snippet, folder: string): Fault[] {
    const name = marks.get('file');
    if (name === undefined) return [];
    const file = join(folder, name);
    if (!file.startsWith(folder)) return [{ page, line, text: `"${name}" is not inside the page's folder.` }];
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return [];
  }

  private copy({ marks, page, line }: Snippet, folder: string): Fault[] {
    const [path, name] = marks.get('with')?.split(':') ?? [];
    if (path === undefined) return [];
    try {
      copyFileSync(join(this.root, dirname(page), path), join(folder, name ?? path.split('/').at(-1) ?? path));
      return [];
    } catch {
      return [{ page, line, text: `There is no file ${path} to work with.` }];
    }
  }

  private program(name: string, line: string): void {
    const file = join(this.programs, name);
    writeFileSync(file, `#!/bin/sh\n${line}\n`);
    chmodSync(file, 0o755);
  }
}
