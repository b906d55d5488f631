// What the built declaration files of our packages show to a stranger, read by the compiler.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { absolute, pluginPackages } from './source-files.js';

/** What one `import` may name: a package, or a subpath of one. */
export interface Entry {
  readonly specifier: string;
  /** Its declarations. */
  readonly file: string;
}

/** An exported name of our own, with what it stands for. */
export interface PublicName {
  readonly name: string;
  readonly sort: 'class' | 'const' | 'function' | 'namespace' | 'type';
  readonly symbol: ts.Symbol;
}

const folders = ['core', ...pluginPackages.map((name) => `plugins/${name}`), 'pipelines'];

export const entries: readonly Entry[] = folders.flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(absolute(`${folder}/package.json`), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, { readonly types?: string }>>;
  };
  return Object.entries(exports).flatMap(([path, { types }]) =>
    types === undefined ? [] : [{ specifier: join(name, path), file: absolute(join(folder, types)) }],
  );
});

const program = ts.createProgram(
  entries.map(({ file }) => file),
  {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  },
);
const checker = program.getTypeChecker();

/** Modules of other packages whose names an entry gives on with `export *`. */
export function givenOn(entry: Entry): readonly string[] {
  return starExports(entry).map(({ text }) => text);
}

/** The names of an entry, without those that `export *` gives on from other packages. */
export function namesOf(entry: Entry): readonly PublicName[] {
  const foreign = new Set(starExports(entry).flatMap((specifier) => exportsOf(specifier).map(({ name }) => name)));
  return exportsOf(sourceOf(entry))
    .filter(({ name }) => !foreign.has(name))
    .map((symbol) => {
      const meant = resolved(symbol);
      return { name: symbol.name, sort: sortOf(meant), symbol: meant };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a doc comment stands before the declaration. */
export function isDescribed({ symbol }: PublicName): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

export function isOurs({ symbol }: PublicName): boolean {
  return ownDeclarations(symbol).length > 0;
}

/** Where `any` is said, or comes out, in the declarations of these names and of all that they mention. */
export function anyIn(names: readonly PublicName[]): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (ts.isTypeNode(node) && !ts.isTemplateLiteralTypeSpan(node) && isAny(node)) found.add(placeOf(node));
    if (ts.isIdentifier(node)) follow(node);
    ts.forEachChild(node, visit);
  };
  const follow = (node: ts.Node): void => {
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol !== undefined) ownDeclarations(resolved(symbol)).forEach(visit);
  };
  for (const { symbol } of names) ownDeclarations(symbol).forEach(visit);
  return [...found].sort();
}

function isAny(node: ts.TypeNode): boolean {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return true;
  return (checker.getTypeFromTypeNode(node).flags & ts.TypeFlags.Any) !== 0;
}

function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(absolute('.'), source.fileName)}:${line + 1} ${node.getText()}`;
}

function starExports(entry: Entry): readonly ts.StringLiteral[] {
  return sourceOf(entry).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) return [];
    const specifier = statement.moduleSpecifier as ts.StringLiteral;
    return specifier.text.startsWith('.') ? [] : [specifier];
  });
}

function exportsOf(module: ts.Node): readonly ts.Symbol[] {
  const symbol = checker.getSymbolAtLocation(module);
  return symbol === undefined ? [] : checker.getExportsOfModule(symbol);
}

function sourceOf({ file, specifier }: Entry): ts.SourceFile {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${specifier} is not built: there is no ${file}.`);
  return source;
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function ownDeclarations({ declarations = [] }: ts.Symbol): readonly ts.Declaration[] {
  // Packages of the monorepo are links, which the compiler follows.
  return declarations.filter((declaration) => !dirname(declaration.getSourceFile().fileName).includes('node_modules'));
}

function sortOf({ flags }: ts.Symbol): PublicName['sort'] {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Variable) return 'const';
  return flags & ts.SymbolFlags.Type ? 'type' : 'namespace';
}
