// What an editor shows: the JSON service that editors use, on a text with a cursor.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { getLanguageService, TextDocument, type CompletionItem } from 'vscode-json-languageservice';

/** Each takes a text in which | is the cursor. */
export interface Editor {
  completions(text: string): Promise<readonly Completion[]>;
  /** The text of the hover; empty when there is none. */
  hover(text: string): Promise<string>;
  /** What is marked, and why; by the schema that the text names where it names one. */
  marks(text: string, file?: string): Promise<readonly Mark[]>;
}

export interface Completion {
  /** Without quotes. */
  readonly label: string;
  readonly documentation: string;
  readonly detail: string;
  readonly inserted: string;
}

export interface Mark {
  /** The marked part of the text. */
  readonly at: string;
  readonly message: string;
}

/** @param schema Of texts that name none; false to have none for them. */
export function editor(schema: object | false): Editor {
  const documentationFormat = ['markdown', 'plaintext'] as ['markdown', 'plaintext'];
  const completion = { completionItem: { documentationFormat, labelDetailsSupport: true } };
  const service = getLanguageService({
    clientCapabilities: { textDocument: { completion } },
    schemaRequestService: (uri) => readFile(new URL(uri), 'utf8'),
    workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  });
  const usual = schema === false ? [] : [{ uri: 'schema://tunewright', fileMatch: ['*'], schema }];
  service.configure({ validate: true, schemas: usual });
  const open = (text: string, file = '/study.json') => {
    const offset = text.indexOf('|');
    const document = TextDocument.create(pathToFileURL(file).href, 'jsonc', 1, text.replace('|', ''));
    return {
      document,
      parsed: service.parseJSONDocument(document),
      position: document.positionAt(Math.max(offset, 0)),
    };
  };
  return {
    async completions(text) {
      const { document, parsed, position } = open(text);
      return ((await service.doComplete(document, position, parsed))?.items ?? []).map(shown);
    },
    async hover(text) {
      const { document, parsed, position } = open(text);
      const contents = (await service.doHover(document, position, parsed))?.contents ?? '';
      // Signs that mean something in Markdown come escaped.
      return [contents]
        .flat()
        .map(textOf)
        .join('\n')
        .replace(/\\(?=[^\w\s])/g, '');
    },
    async marks(text, file) {
      const { document, parsed } = open(text, file);
      const allowed = { comments: 'ignore', trailingCommas: 'ignore' } as const;
      const found = await service.doValidation(document, parsed, allowed);
      return found.map(({ range, message }) => ({ at: document.getText(range), message: textOf(message) }));
    },
  };
}

function shown({ label, documentation, detail, labelDetails, textEdit }: CompletionItem): Completion {
  return {
    label: label.replace(/^"|"$/g, ''),
    documentation: textOf(documentation ?? ''),
    detail: labelDetails?.description ?? detail ?? '',
    inserted: textEdit?.newText ?? '',
  };
}

function textOf(content: string | { readonly value: string }): string {
  return typeof content === 'string' ? content : content.value;
}
