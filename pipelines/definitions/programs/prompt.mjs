// Tries a prompt on one question: writes it, asks a model, compares the answer. The model is a small stand-in that
// needs no network: put your own in place of `complete`.

const TEMPLATES = {
  plain: 'Answer the question.',
  steps: 'Think step by step, then give the answer on the last line.',
  strict: 'You are an expert. Answer with the result alone: no words, no punctuation, no explanation.',
};

const EXAMPLES = [
  ['12 + 31', '43'],
  ['reverse: bread', 'daerb'],
  ['vowels in: garden', '2'],
  ['268 + 175', '443'],
  ['reverse: morning', 'gninrom'],
  ['vowels in: elephant', '3'],
];

/** One question of `instances`; its score is 1 when the answer is right. */
export default function score({ template, examples, temperature }, { instance, random }) {
  const shown = EXAMPLES.slice(0, examples).map(([question, answer]) => `Q: ${question}\nA: ${answer}\n`);
  const prompt = [TEMPLATES[template], ...shown, `Q: ${instance.question}\nA:`].join('\n');
  const { text, tokens } = complete(prompt, temperature, random);
  const answer = text.trim().split('\n').at(-1);
  return { right: answer === instance.answer ? 1 : 0, tokens, cost: tokens };
}

/**
 * Stands in for a language model. Like one, it slips more often on long questions and at high temperatures, less often
 * when it may think aloud or has seen such a question answered; and like one, it counts what it reads and writes.
 */
function complete(prompt, temperature, random) {
  const asked = prompt.split('\n').at(-2).slice('Q: '.length);
  const [kind, right] = solve(asked);
  const seen =
    prompt.split('\n').filter((line) => line.startsWith('Q: ') && solve(line.slice(3))[0] === kind).length - 1;
  const aloud = prompt.includes('step by step');
  const slip = 0.06 * asked.length * 0.5 ** seen * (aloud ? 0.5 : 1) + 0.3 * temperature ** 2;
  const wrong = random.next() < Math.min(0.95, slip);
  const thoughts = aloud ? asked.split('').map((letter, i) => `${i + 1}: ${letter}`) : [];
  // Told nothing else, it is polite.
  const polite = !aloud && seen === 0 && !prompt.includes('alone') && random.next() < 0.5;
  const answer = wrong ? `${right.slice(1)}${right[0]}?` : right;
  const text = [...thoughts, polite ? `The answer is ${answer}.` : answer].join('\n');
  return { text, tokens: Math.ceil((prompt.length + text.length) / 4) };
}

function solve(question) {
  const [, a, b] = /^(\d+) \+ (\d+)$/.exec(question) ?? [];
  if (a) return ['sum', String(Number(a) + Number(b))];
  const [task, word] = question.split(': ');
  if (task === 'reverse') return [task, [...word].reverse().join('')];
  return [task, String([...word].filter((letter) => 'aeiou'.includes(letter)).length)];
}
