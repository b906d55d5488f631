// TypeScript of the templates as JavaScript that a person could have written.
import { format } from 'prettier';
import ts from 'typescript';

/** Without types; decorators, which JavaScript has not, become calls below the class. */
export async function toJavaScript(text: string): Promise<string> {
  const { outputText } = ts.transpileModule(withCalls(text).replace(/\n(?=\n)/g, `\n${BLANK}`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  const blanksKept = outputText.replaceAll(new RegExp(`^ *${BLANK}$`, 'gm'), '');
  const named = blanksKept
    .replace(/(['"]\.\/[\w-]+)\.js(['"])/g, '$1.mjs$2')
    .replace(/(my-[\w-]+\.test)\.ts/g, '$1.mjs');
  return format(named, { parser: 'babel', printWidth: 120, singleQuote: true, trailingComma: 'all' });
}

// The compiler drops blank lines, but keeps comments.
const BLANK = '//~';

/** `@Scaler({ … }) export class Mine {}` as `export class Mine {} Scaler({ … })(Mine);`. */
function withCalls(text: string): string {
  const source = ts.createSourceFile('template.ts', text, ts.ScriptTarget.ES2022, true);
  const declaration = source.statements.find(ts.isClassDeclaration);
  const decorator = declaration && ts.getDecorators(declaration)?.[0];
  if (declaration?.name === undefined || decorator === undefined) return text;
  const [start, end] = [decorator.getStart(), decorator.getEnd()];
  const call = `\n\n${decorator.expression.getText()}(${declaration.name.text});`;
  const after = declaration.getEnd();
  return `${text.slice(0, start)}${text.slice(end, after).trimStart()}${call}${text.slice(after)}`;
}
