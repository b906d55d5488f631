// Compiles the outsider's sources and our declarations, and no others: checking those of typebox takes TypeScript half
// a minute, and one run of the compiler as a stranger would call it has done so already.
import { join } from 'node:path';
import ts from 'typescript';
import { demandNone } from './check.js';

/** Fails with the compiler's complaints under the options of a `tsconfig` file. */
export function demandTypes(project: string, config: string): void {
  const parsed = ts.getParsedCommandLineOfConfigFile(join(project, config), {}, { ...ts.sys, ...complainingHost });
  if (parsed === undefined) throw new Error(`${config} cannot be read.`);
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => /\/node_modules\/(@?tunewright)\//.test(fileName) || !/\/node_modules\//.test(fileName));
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  demandNone(found.map(text));
}

const complainingHost = {
  onUnRecoverableConfigFileDiagnostic: (diagnostic: ts.Diagnostic) => {
    throw new Error(text(diagnostic));
  },
};

function text({ file, messageText, start = 0 }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  return file === undefined
    ? message
    : `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1} ${message}`;
}
