// A program in CommonJS: Node 20.19 and newer let it require ES modules.
import tunewright = require('tunewright');

const { choice, tune } = tunewright;

async function main(): Promise<void> {
  const { parameters } = await tune({ color: choice(['red', 'green']) }, ({ color }) => Number(color === 'green'));
  console.log(parameters.color);
}

void main();
